import type { Clock } from './clock';
import { withSignal } from './on-abort';
import type { RenewSession } from './session-renewal';
import type { SessionStore } from './session-store';
import { expiresAt, type SessionTokens, type Tokens } from './session-tokens';

/** Tokens are renewed this long before they run out, so that they outlive the call they are for. */
const MARGIN_MS = 60_000;

/** Gives the signed-in user's tokens, renewed if they are about to run out; null if there are none. */
export type GetTokens = (o?: { signal?: AbortSignal }) => Promise<Tokens | null>;

/** Creates the getter of one client's tokens. */
export function createGetTokens(
  store: SessionStore,
  { renew, clock }: { renew: RenewSession; clock: Clock },
): GetTokens {
  return async ({ signal } = {}) => {
    signal?.throwIfAborted();
    store.reread();
    await returned(store, signal);
    const session = store.current();
    if (session === undefined) return null;
    const left = expiresAt(session) - clock.now();
    if (left > MARGIN_MS) return toTokens(session);
    try {
      await withSignal(renew(), signal);
    } catch (thrown) {
      if (store.current() === undefined) return null;
      if (left <= 0 || signal?.aborted) throw thrown;
    }
    const renewed = store.current();
    return renewed === undefined ? null : toTokens(renewed);
  };
}

/** Waits where the page is back from the hosted login, and nowhere else. */
async function returned(store: SessionStore, signal: AbortSignal | undefined): Promise<void> {
  const returning = store.returning();
  if (returning !== undefined) await withSignal(returning, signal);
}

/** A provider's token is for the identity pool alone. */
function toTokens(session: SessionTokens): Tokens | null {
  if (session.login !== undefined) return null;
  const { accessToken, idToken } = session;
  return { accessToken, idToken, expiresAt: expiresAt(session) };
}
