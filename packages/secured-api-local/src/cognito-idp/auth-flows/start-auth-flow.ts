import { invalidParameter } from '../../aws-endpoint/operation-input';
import { assertKnownDevice } from '../devices/known-device';
import { assertSecretHash } from '../pool/calling-client';
import type { UserPoolBackend } from '../user-pool-backend';
import type { AuthRequest } from './auth-request';
import { startCustomAuth } from './custom-auth';
import { refreshTokens } from './refresh-tokens';
import { requiredParameter } from './required-parameter';
import { startUserAuth } from './user-auth';
import { startUserPasswordAuth } from './user-password-auth';
import { startUserSrpAuth } from './user-srp-auth';

type StartAuth = (backend: UserPoolBackend, request: AuthRequest) => Promise<unknown>;

/** Flows of `AuthFlow` by their name; a client allows each as `ALLOW_<name>`. */
const SHARED_FLOWS: Readonly<Record<string, StartAuth>> = {
  USER_SRP_AUTH: startUserSrpAuth,
  CUSTOM_AUTH: startCustomAuth,
  USER_AUTH: startUserAuth,
  REFRESH_TOKEN_AUTH: refresh,
};
const CLIENT_FLOWS = { ...SHARED_FLOWS, USER_PASSWORD_AUTH: startUserPasswordAuth };
const ADMIN_FLOWS = { ...SHARED_FLOWS, ADMIN_USER_PASSWORD_AUTH: startUserPasswordAuth };

/**
 * Begins a sign-in by a flow that the client allows.
 *
 * @throws AwsError `InvalidParameterException`, or what the flow refuses with
 */
export function startAuthFlow(
  backend: UserPoolBackend,
  flow: string,
  request: AuthRequest,
): Promise<unknown> {
  const flows: typeof SHARED_FLOWS = request.isAdmin ? ADMIN_FLOWS : CLIENT_FLOWS;
  const start = Object.hasOwn(flows, flow) ? flows[flow] : undefined;
  if (start === undefined) throw invalidParameter('Initiate Auth method not supported.');
  if (!request.client.authFlows.includes(`ALLOW_${flow}`)) {
    throw invalidParameter(
      ['USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'].includes(flow)
        ? `${flow} flow not enabled for this client`
        : `${flow} is not enabled for the client.`,
    );
  }
  if (start !== refresh) {
    const { USERNAME: name = '', SECRET_HASH: secretHash } = request.parameters;
    assertSecretHash(request.client, name, secretHash);
    assertKnownDevice(backend, request.pool, request.parameters);
  }
  return start(backend, request);
}

async function refresh(
  backend: UserPoolBackend,
  { client, parameters, clientMetadata }: AuthRequest,
): Promise<unknown> {
  const refreshToken = requiredParameter(parameters, 'REFRESH_TOKEN');
  const owner = backend.sessions.findRefreshToken(refreshToken);
  const username = backend.sessions.find(owner?.originJti ?? '')?.username ?? '';
  assertSecretHash(client, username, parameters.SECRET_HASH);
  const deviceKey = parameters.DEVICE_KEY;
  const result = await refreshTokens(backend, { client, refreshToken, deviceKey, clientMetadata });
  return { AuthenticationResult: result, ChallengeParameters: {} };
}
