import type { ClientInternals } from './client-internals';
import { type Claims, readClaims } from './jwt-claims';
import { type KeyValueStore, webStore } from './key-value-store';
import type { SessionTokens } from './session-tokens';
import { withTabLock } from './tab-lock';

/** What both libraries keep of a session; their device keys outlive it and stay. */
const ENTRIES = [
  ...['accessToken', 'idToken', 'refreshToken', 'clockDrift'],
  ...['signInDetails', 'oAuthMetadata', 'userData'],
];

/** Takes over what another library left, once, if it is of the same pool and app client. */
export async function takeAmplifySession({
  config,
  store,
  lockName,
}: ClientInternals): Promise<boolean> {
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
