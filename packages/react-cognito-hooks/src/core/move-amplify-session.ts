import { internalsOf } from './client-internals';
import type { CognitoClient } from './cognito-client';
import { type Claims, readClaims } from './jwt-claims';
import { type KeyValueStore, webStore } from './key-value-store';
import type { SessionTokens } from './session-tokens';
import { withTabLock } from './tab-lock';

/** What both libraries keep of a session; their device keys outlive it and stay. */
const ENTRIES = [
  ...['accessToken', 'idToken', 'refreshToken', 'clockDrift'],
  ...['signInDetails', 'oAuthMetadata', 'userData'],
];

/**
 * Takes over the session that aws-amplify or amazon-cognito-identity-js left in `localStorage`, so
 * that users stay signed in when an app leaves those libraries for this one.
 *
 * Moves it once: a session of this package is never replaced, tokens of another user pool or app
 * client are left where they are, and two tabs do not both move it. Do not call it on a page that
 * configures Amplify with a session of its own, which would lose it.
 *
 * @returns whether a session was moved
 * @example
 * const client = createCognitoClient(await loadClientConfig());
 * await moveAmplifySession(client);
 */
export async function moveAmplifySession(client: CognitoClient): Promise<boolean> {
  const { config, store, lockName } = internalsOf(client);
  const from = webStore('local');
  const prefix = `CognitoIdentityServiceProvider.${config.userPoolClientId}`;
  const issuer = `https://cognito-idp.${config.region}.amazonaws.com/${config.userPoolId}`;
  const isOurs = (idToken: Claims, accessToken: Claims) =>
    [idToken.iss, accessToken.iss].every((iss) => iss === issuer) &&
    [idToken.aud, accessToken.client_id].every((id) => id === config.userPoolClientId) &&
    idToken.sub === accessToken.sub;

  async function move(): Promise<boolean> {
    const left = readLeft(from, prefix);
    if (left === undefined || store.peek() !== undefined) return false;
    const { idToken, accessToken } = left.tokens;
    if (!isOurs(readClaims(idToken) ?? {}, readClaims(accessToken) ?? {})) return false;
    store.write(left.tokens);
    for (const key of left.keys) from.removeItem(key);
    return true;
  }

  if (readLeft(from, prefix) === undefined) return false;
  const adopt = () => (store.peek() === undefined ? undefined : false);
  const isMoved = await withTabLock(lockName, { adopt, work: move });
  store.reread();
  return isMoved;
}

function readLeft(from: KeyValueStore, prefix: string) {
  const last = `${prefix}.LastAuthUser`;
  const key = (entry: string) => `${prefix}.${from.getItem(last)}.${entry}`;
  const read = (entry: string) => from.getItem(key(entry)) ?? undefined;
  const [accessToken, idToken, refreshToken] = ENTRIES.map(read);
  if (accessToken === undefined || idToken === undefined || refreshToken === undefined) {
    return undefined;
  }
  // Both libraries write a clock drift, of opposite sign; the next refresh tells it anew.
  const tokens: SessionTokens = { accessToken, idToken, refreshToken, clockOffsetMs: 0 };
  return { tokens, keys: [last, ...ENTRIES.map(key)] };
}
