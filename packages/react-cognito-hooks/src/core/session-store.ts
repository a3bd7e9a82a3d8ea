import { type AuthState, LOADING, type SignedOutReason } from './auth-state';
import { type AuthUser, isSameUser, toAuthUser } from './auth-user';
import type { Clock } from './clock';
import { CognitoError } from './cognito-error';
import { createEmitter, type Emitter } from './emitter';
import { readClaims } from './jwt-claims';
import type { StoredValue } from './key-value-store';
import { expiresAt, type SessionTokens } from './session-tokens';

/** What a client tells listeners beside every change of state. */
export type SessionEvent = 'signedIn' | 'signedOut' | 'userChanged';

/** The session of one client: what is stored, and the state that is shown of it. */
export interface SessionStore {
  readonly changed: Emitter;
  readonly events: { readonly [event in SessionEvent]: Emitter };
  getState(): AuthState;
  /** The tokens in use. */
  current(): SessionTokens | undefined;
  /** Aborts as soon as somebody else, or nobody, is signed in. */
  identitySignal(): AbortSignal;
  /** Reads storage again and shows what it says. */
  reread(): void;
  /** Reads storage the first time. */
  open(): void;
  /** What the page waits for before anything is shown: it is back from the hosted login. */
  returning(): Promise<void> | undefined;
  /** What storage holds now, without showing it. */
  peek(): SessionTokens | undefined;
  /** Stores tokens without showing them; a reread does. */
  write(tokens: SessionTokens): void;
  /** Stores and shows tokens. */
  adopt(tokens: SessionTokens): AuthUser;
  /** Forgets the tokens. */
  end(reason: SignedOutReason, error?: CognitoError): void;
}

/**
 * Creates the session of one client; nothing is read before it is opened.
 *
 * @param completeReturn begins what the page came back from the hosted login for, if it did
 */
export function createSessionStore(
  stored: StoredValue<SessionTokens>,
  clock: Clock,
  completeReturn: () => Promise<void> | undefined,
): SessionStore {
  const changed = createEmitter();
  const events = {
    signedIn: createEmitter(),
    signedOut: createEmitter(),
    userChanged: createEmitter(),
  };
  let state = LOADING;
  let tokens: SessionTokens | undefined;
  let isOpen = false;
  let returning: Promise<void> | undefined;
  let identity = new AbortController();

  function show(next: AuthState): void {
    const previous = state;
    if (isSameState(previous, next)) return;
    state = next;
    const event = toEvent(previous, next);
    if (event === 'signedOut' || event === 'userChanged') {
      const left = identity;
      identity = new AbortController();
      left.abort(toAbortReason(event));
    }
    changed.emit();
    if (event !== undefined) events[event].emit();
  }

  /** Whether tokens ran out and there is nothing to renew them with. */
  const isOver = (next: SessionTokens) =>
    next.refreshToken === undefined && expiresAt(next) <= clock.now();

  function apply(next: SessionTokens, user: AuthUser): void {
    if (next.accessToken === tokens?.accessToken) return;
    clock.restore(next.clockOffsetMs);
    tokens = next;
    if (isOver(next)) {
      store.end('expired');
    } else if (state.status !== 'signedIn' || !isSameUser(state.user, user)) {
      show({ status: 'signedIn', user });
    }
  }

  /** Looks once at what the page was opened for. */
  function begin(): void {
    if (isOpen) return;
    isOpen = true;
    returning = completeReturn()?.finally(() => {
      returning = undefined;
      applyStored();
    });
  }

  function applyStored(): void {
    begin();
    if (returning !== undefined) return;
    const next = stored.read();
    const user = next && userOf(next);
    if (next !== undefined && user !== undefined) {
      apply(next, user);
      return;
    }
    tokens = undefined;
    const reason = state.status === 'loading' ? 'none' : 'otherTab';
    if (state.status !== 'signedOut') show({ status: 'signedOut', reason });
  }

  const store: SessionStore = {
    changed,
    events,
    getState: () => state,
    current: () => tokens,
    identitySignal: () => identity.signal,
    reread: applyStored,
    open() {
      if (state.status === 'loading') applyStored();
    },
    returning: () => returning,
    peek: () => stored.read(),
    write: (next) => stored.write(next),
    adopt(next) {
      const user = userOf(next);
      if (user === undefined) throw new CognitoError('Unknown', 'the id token names no subject');
      store.open();
      stored.write(next);
      apply(next, user);
      return state.status === 'signedIn' ? state.user : user;
    },
    end(reason, error) {
      stored.clear();
      tokens = undefined;
      show({ status: 'signedOut', reason, ...(error && { error }) });
    },
  };
  return store;
}

const userOf = ({ idToken, login }: SessionTokens) => toAuthUser(readClaims(idToken) ?? {}, login);

function isSameState(a: AuthState, b: AuthState): boolean {
  if (a === b) return true;
  return a.status === 'signedOut' && b.status === 'signedOut' && a.reason === b.reason && !b.error;
}

/** Finding a session, or none, when storage is first read is no event. */
function toEvent(previous: AuthState, next: AuthState): SessionEvent | undefined {
  if (previous.status === 'loading' || next.status === 'loading') return undefined;
  if (previous.status === 'signedOut') return next.status === 'signedIn' ? 'signedIn' : undefined;
  if (next.status === 'signedOut') return 'signedOut';
  return previous.user.userId === next.user.userId ? undefined : 'userChanged';
}

function toAbortReason(event: SessionEvent): CognitoError {
  return event === 'signedOut'
    ? new CognitoError('NotSignedIn', 'the user signed out while the call was under way')
    : new CognitoError('UserChanged', 'another user signed in while the call was under way');
}
