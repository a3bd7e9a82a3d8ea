import type { Operation } from '../../aws-endpoint/operation';
import { optionalText, requiredText, textMap } from '../../aws-endpoint/operation-input';
import { publicOperation } from '../../aws-endpoint/public-operation';
import { AwsError } from '../../support/aws-error';
import { refreshTokens } from '../auth-flows/refresh-tokens';
import { assertClientSecret, callingClient } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';

/** `GetTokensFromRefreshToken`: issues new tokens, and a new refresh token under rotation. */
export function getTokensFromRefreshToken(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'GetTokensFromRefreshToken', async (input) => {
    const { client } = callingClient(backend.registry, input);
    const refreshToken = requiredText(input, 'RefreshToken');
    assertClientSecret(client, optionalText(input, 'ClientSecret'));
    if (client.rotation === undefined && !client.authFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
      throw new AwsError('NotAuthorizedException', 'Refresh is not enabled for the client.');
    }
    const clientMetadata = textMap(input, 'ClientMetadata');
    const deviceKey = optionalText(input, 'DeviceKey');
    const request = { client, refreshToken, deviceKey, clientMetadata };
    return {
      AuthenticationResult: await refreshTokens(backend, request),
    };
  });
}
