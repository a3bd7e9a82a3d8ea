import type { Call } from './aws-json';
import { CognitoError, type CognitoErrorCode } from './cognito-error';
import type { SessionStore } from './session-store';
import { deviceKeyOf, type SessionTokens, toSessionTokens } from './session-tokens';
import { poll, STORAGE_LAG_MS, withTabLock } from './tab-lock';
import type { UserPoolOperations } from './user-pool-operations';

/** Trades the refresh token for new tokens; calls that overlap share one trade. */
export type RenewSession = () => Promise<void>;

/** The lock that other tabs may wait for is held no longer than this. */
const TIMEOUT_MS = 5_000;

/** Answers after which the refresh token is of no more use. */
const FINAL: ReadonlySet<CognitoErrorCode> = new Set([
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
]);

/** Creates the renewal of one client's session. */
export function createSessionRenewal(
  store: SessionStore,
  o: { call: Call<UserPoolOperations>; lockName: string },
): RenewSession {
  let pending: Promise<void> | undefined;

  /** What another tab has stored since `from`. */
  const newer = (from: SessionTokens): SessionTokens | undefined => {
    const stored = store.peek();
    return stored?.accessToken === from.accessToken ? undefined : stored;
  };

  async function trade(from: SessionTokens): Promise<SessionTokens> {
    const adopted = newer(from);
    if (adopted !== undefined) return adopted;
    if (store.peek() === undefined) throw signedOutMeanwhile();
    if (from.refreshToken === undefined) {
      throw new CognitoError('NotAuthorizedException', 'the session has no refresh token');
    }
    const { AuthenticationResult } = await o.call(
      'GetTokensFromRefreshToken',
      { RefreshToken: from.refreshToken, DeviceKey: deviceKeyOf(from) },
      { timeoutMs: TIMEOUT_MS },
    );
    const next = toSessionTokens(AuthenticationResult, from);
    if (store.peek()?.accessToken !== from.accessToken) {
      await discard(next, from);
      throw store.peek() === undefined ? signedOutMeanwhile() : userChangedMeanwhile();
    }
    store.write(next);
    return next;
  }

  async function discard(next: SessionTokens, from: SessionTokens): Promise<void> {
    if (next.refreshToken === undefined || next.refreshToken === from.refreshToken) return;
    await o.call('RevokeToken', { Token: next.refreshToken }).catch(() => undefined);
  }

  /** Ends the session, unless another tab has a newer one. */
  async function endAfter(error: CognitoError, from: SessionTokens): Promise<void> {
    const rotated = error.code === 'RefreshTokenReuseException';
    const adopted = await poll(() => newer(from), rotated ? STORAGE_LAG_MS : 0);
    if (adopted !== undefined || store.peek() === undefined) return;
    store.end(from.refreshToken === undefined ? 'expired' : 'revoked', error);
    throw error;
  }

  async function renew(from: SessionTokens): Promise<void> {
    try {
      await withTabLock(o.lockName, { adopt: () => newer(from), work: () => trade(from) });
    } catch (thrown) {
      if (!(thrown instanceof CognitoError && FINAL.has(thrown.code))) throw thrown;
      await endAfter(thrown, from);
    } finally {
      // Shown only here: listeners are not to run while other tabs wait for the lock.
      store.reread();
    }
  }

  return () => {
    const from = store.current();
    if (from === undefined) return Promise.reject(signedOutMeanwhile());
    pending ??= renew(from).finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

const signedOutMeanwhile = () => new CognitoError('NotSignedIn', 'nobody is signed in');

const userChangedMeanwhile = () =>
  new CognitoError('UserChanged', 'another session was stored while this one was renewed');
