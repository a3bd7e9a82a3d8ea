import type { AwsError } from '../../support/aws-error';
import { assertSecretHash } from '../calling-client';
import { invalidParameter } from '../input';
import type { UserPoolBackend } from '../user-pool-backend';
import type { UserPoolClientSettings } from '../user-pool-settings';
import type { AuthRequest } from './auth-request';
import { startCustomAuth } from './custom-auth';
import { refreshTokens } from './refresh-tokens';
import { requiredParameter } from './required-parameter';
import { startUserPasswordAuth } from './user-password-auth';
import { startUserSrpAuth } from './user-srp-auth';

type StartAuth = (backend: UserPoolBackend, request: AuthRequest) => Promise<unknown>;

/** Flows of `AuthFlow` by their name; a client allows each as `ALLOW_<name>`. */
const SHARED_FLOWS: Readonly<Record<string, StartAuth>> = {
  USER_SRP_AUTH: startUserSrpAuth,
  CUSTOM_AUTH: startCustomAuth,
  REFRESH_TOKEN_AUTH: refresh,
};
const CLIENT_FLOWS = { ...SHARED_FLOWS, USER_PASSWORD_AUTH: startUserPasswordAuth };
const ADMIN_FLOWS = { ...SHARED_FLOWS, ADMIN_USER_PASSWORD_AUTH: startUserPasswordAuth };

const UNSUPPORTED = ['USER_AUTH'];

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
  if (start === undefined) throw refusedFlow(request.client, flow);
  if (!request.client.authFlows.includes(`ALLOW_${flow}`)) {
    throw invalidParameter(
      flow === 'USER_PASSWORD_AUTH' || flow === 'CUSTOM_AUTH'
        ? `${flow} flow not enabled for this client`
        : `${flow} is not enabled for the client.`,
    );
  }
  if (start !== refresh) {
    const { USERNAME: name = '', SECRET_HASH: secretHash } = request.parameters;
    assertSecretHash(request.client, name, secretHash);
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
  const result = await refreshTokens(backend, { client, refreshToken, clientMetadata });
  return { AuthenticationResult: result, ChallengeParameters: {} };
}

function refusedFlow({ authFlows }: UserPoolClientSettings, flow: string): AwsError {
  if (!UNSUPPORTED.includes(flow)) return invalidParameter('Initiate Auth method not supported.');
  return invalidParameter(
    authFlows.includes(`ALLOW_${flow}`)
      ? `${flow} is not supported by this local runtime.`
      : `${flow} flow not enabled for this client`,
  );
}
