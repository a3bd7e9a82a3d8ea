import type { ClientInternals } from './client-internals';
import { type Result, succeed, toResult } from './result';
import { deviceKeyOf, expiresAt, type SessionTokens } from './session-tokens';

/**
 * Signs out: here at once and always, and then at Cognito.
 *
 * Tells Cognito to revoke the refresh token, or with `everywhere` those of all the user's devices.
 * AWS credentials that were handed out stay valid until they expire, at most an hour. A session of
 * the hosted login ends there, too: the page leaves for it and comes back.
 *
 * @returns refused if Cognito could not be told; the local part has succeeded even then
 */
export async function signOut(
  internals: ClientInternals,
  { everywhere = false }: { everywhere?: boolean } = {},
): Promise<Result> {
  const { store, userPool } = internals;
  store.reread();
  const session = store.current();
  store.end('user');
  if (session === undefined || session.login !== undefined) return succeed(undefined);
  const result = await toResult(async () => {
    if (everywhere) {
      await userPool('GlobalSignOut', { AccessToken: await accessTokenOf(internals, session) });
    } else if (session.refreshToken !== undefined) {
      await userPool('RevokeToken', { Token: session.refreshToken });
    }
  });
  if (session.hosted) leaveHostedLogin(internals);
  return result;
}

/** The hosted login would let the same person in again without a question. */
function leaveHostedLogin({ config }: ClientInternals): void {
  const { hostedLogin, userPoolClientId } = config;
  const { origin } = globalThis.location;
  const back = hostedLogin?.redirectSignOut.find((url) => new URL(url).origin === origin);
  if (hostedLogin === undefined || back === undefined) return;
  const query = new URLSearchParams({ client_id: userPoolClientId, logout_uri: back });
  globalThis.location.assign(`${hostedLogin.url}/logout?${query}`);
}

/** The access token of a session that is no longer stored, renewed if it has run out. */
async function accessTokenOf(
  { userPool, clock }: ClientInternals,
  session: SessionTokens,
): Promise<string> {
  const { accessToken, refreshToken } = session;
  if (expiresAt(session) > clock.now() || refreshToken === undefined) return accessToken;
  const { AuthenticationResult } = await userPool('GetTokensFromRefreshToken', {
    RefreshToken: refreshToken,
    DeviceKey: deviceKeyOf(session),
  });
  return AuthenticationResult?.AccessToken ?? accessToken;
}
