import type { ClientInternals } from './client-internals';
import { type CodeDelivery, type SentCode, toSentCode } from './code-delivery';
import { hasShape } from './has-shape';
import { createStoredValue } from './key-value-store';

/** A code that was sent to verify an attribute. */
export interface AwaitedCode extends SentCode {
  /**
   * The value that waits for the code, where it was given in this tab. Where the pool keeps the
   * old value until the new one is verified, Cognito itself does not tell it.
   */
  readonly value?: string;
}

/** The codes that a user has not entered yet, by the attribute's name. */
export type AwaitedCodes = Readonly<Record<string, AwaitedCode>>;

interface Stored {
  readonly userId: string;
  readonly codes: AwaitedCodes;
}

/** Remembers which attributes wait for a code, in the tab's own storage, for one user. */
export function createAwaitedCodes({ config, store, openTab }: ClientInternals) {
  const key = `react-cognito-hooks.${config.userPoolClientId}.attributes`;
  const stored = createStoredValue(openTab, key, parseStored);
  const userId = () => {
    const state = store.getState();
    return state.status === 'signedIn' ? state.user.userId : '';
  };
  const read = (): AwaitedCodes => {
    const known = stored.read();
    return known?.userId === userId() ? known.codes : {};
  };
  const write = (codes: AwaitedCodes) => stored.write({ userId: userId(), codes });
  const timesSent = new Map<string, number>();
  const forget = () => {
    stored.clear();
    timesSent.clear();
  };
  store.events.signedOut.add(forget);
  store.events.userChanged.add(forget);
  return {
    read,
    /** @param value what waits; by default what waited so far */
    add(name: string, delivery: CodeDelivery, value = read()[name]?.value): void {
      const sentBefore = timesSent.get(name) ?? 0;
      timesSent.set(name, sentBefore + 1);
      const code: AwaitedCode = { ...toSentCode(delivery, sentBefore), ...(value && { value }) };
      write({ ...read(), [name]: code });
    },
    remove(name: string): void {
      const { [name]: _, ...others } = read();
      timesSent.delete(name);
      write(others);
    },
  };
}

function parseStored(value: unknown): Stored | undefined {
  if (!hasShape(value, { userId: 'string', codes: 'object' })) return undefined;
  const { userId, codes } = value;
  const entries = Object.entries(codes).filter(([, code]) => isAwaitedCode(code));
  return { userId, codes: Object.fromEntries(entries) };
}

function isAwaitedCode(code: unknown): code is AwaitedCode {
  if (!hasShape(code, { delivery: 'object', resendAvailableAt: 'number' })) return false;
  return hasShape(code.delivery, { destination: 'string', deliveryMedium: 'string' });
}
