import type { Operation } from '../../aws-endpoint/operation';
import type { AwsError } from '../../support/aws-error';
import { refreshTokens } from '../auth-flows/refresh-tokens';
import { requiredParameter } from '../auth-flows/required-parameter';
import { startUserSrpAuth, type UserSrpAuthRequest } from '../auth-flows/user-srp-auth';
import { assertSecretHash, callingClient } from '../calling-client';
import { invalidParameter, requiredText, textMap } from '../input';
import { publicOperation } from '../public-operation';
import type { UserPoolBackend } from '../user-pool-backend';
import type { UserPoolClientSettings } from '../user-pool-settings';

/** `InitiateAuth`: begins a sign-in by password, or refreshes tokens. */
export function initiateAuth(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'InitiateAuth', (input) => {
    const { pool, client } = callingClient(backend.registry, input);
    const flow = requiredText(input, 'AuthFlow');
    const parameters = textMap(input, 'AuthParameters');
    const request = { pool, client, parameters, clientMetadata: textMap(input, 'ClientMetadata') };
    switch (flow) {
      case 'USER_SRP_AUTH':
        assertFlow(client, flow);
        assertSecretHash(client, parameters.USERNAME ?? '', parameters.SECRET_HASH);
        return startUserSrpAuth(backend, request);
      case 'REFRESH_TOKEN_AUTH':
      case 'REFRESH_TOKEN':
        assertFlow(client, 'REFRESH_TOKEN_AUTH');
        return refresh(backend, request);
      default:
        throw refusedFlow(client, flow);
    }
  });
}

async function refresh(
  backend: UserPoolBackend,
  { client, parameters, clientMetadata }: UserSrpAuthRequest,
): Promise<unknown> {
  const refreshToken = requiredParameter(parameters, 'REFRESH_TOKEN');
  const owner = backend.sessions.findRefreshToken(refreshToken);
  const username = backend.sessions.find(owner?.originJti ?? '')?.username ?? '';
  assertSecretHash(client, username, parameters.SECRET_HASH);
  const result = await refreshTokens(backend, { client, refreshToken, clientMetadata });
  return { AuthenticationResult: result, ChallengeParameters: {} };
}

function assertFlow({ authFlows }: UserPoolClientSettings, flow: string): void {
  if (authFlows.includes(`ALLOW_${flow}`)) return;
  throw invalidParameter(`${flow} is not enabled for the client.`);
}

function refusedFlow({ authFlows }: UserPoolClientSettings, flow: string): AwsError {
  if (['USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'].includes(flow)) {
    return invalidParameter(
      authFlows.includes(`ALLOW_${flow}`)
        ? `${flow} is not supported by this local runtime.`
        : `${flow} flow not enabled for this client`,
    );
  }
  return invalidParameter('Initiate Auth method not supported.');
}
