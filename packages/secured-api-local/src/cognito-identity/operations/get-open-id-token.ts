import type { Operation } from '../../aws-endpoint/operation';
import { requiredText } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import type { IdentityPoolBackend } from '../identity-pool-backend';

/** `GetOpenIdToken`: refused, since only the classic flow needs it. */
export function getOpenIdToken({ services }: IdentityPoolBackend): Operation {
  return publicOperation(services.store, 'GetOpenIdToken', (input) => {
    requiredText(input, 'IdentityId');
    throw new AwsError(
      'InvalidParameterException',
      'Basic (classic) flow is not enabled, please use enhanced flow',
    );
  });
}
