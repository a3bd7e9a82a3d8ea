import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { amrOf, identify } from '../identify';
import { type IdentityPoolBackend, requirePool } from '../identity-pool-backend';

/** `GetOpenIdToken`: what the classic flow shows STS, where the pool allows that flow. */
export function getOpenIdToken(backend: IdentityPoolBackend): Operation {
  return publicOperation(backend.services.store, 'GetOpenIdToken', (input) => {
    const named = backend.identities.find(requiredText(input, 'IdentityId'));
    if (named !== undefined && !requirePool(backend, named.poolId).allowClassicFlow) {
      throw new AwsError(
        'InvalidParameterException',
        'Basic (classic) flow is not enabled, please use enhanced flow',
      );
    }
    const { identity, login } = identify(backend, input);
    const Token = backend.openIdTokens.issue({
      identityId: identity.id,
      identityPoolId: identity.poolId,
      amr: amrOf(login),
    });
    return { IdentityId: identity.id, Token };
  });
}
