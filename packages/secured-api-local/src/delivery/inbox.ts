import type { Clock } from '../support/clock';
import type { Random } from '../support/random';

const CAPACITY = 1_000;

/** A message that AWS would send to a person. */
export interface OutgoingMessage {
  /** An e-mail address or a phone number. */
  readonly to: string;
  readonly channel: 'EMAIL' | 'SMS';
  /** Why it is sent, by the trigger source's word, such as `SignUp` or `ForgotPassword`. */
  readonly kind: string;
  readonly code: string;
  /** Where the message asks to be opened, if it does. */
  readonly link?: string;
  readonly text: string;
}

/** Carries messages to people. */
export interface Delivery {
  send(message: OutgoingMessage): void;
}

/** A message that arrived. */
export interface InboxMessage extends OutgoingMessage {
  readonly id: string;
  /** When, as ISO 8601. */
  readonly at: string;
}

/** Every e-mail and SMS of a run, in the place of real delivery. */
export interface Inbox extends Delivery {
  /** The messages, newest first. */
  list(): readonly InboxMessage[];
  /** The newest message to that address. */
  latest(address: string): InboxMessage | undefined;
  clear(): void;
}

/** Makes an inbox that holds the last 1,000 messages, in memory: codes are not written to disk. */
export function createInbox({ clock, random }: { clock: Clock; random: Random }): Inbox {
  let messages: InboxMessage[] = [];
  return {
    send: ({ to, channel, kind, code, link, text }) => {
      const at = new Date(clock.now()).toISOString();
      const sent = { to, channel, kind, code, ...(link && { link }), text };
      const message = { id: random.uuid(), ...sent, at };
      messages = [message, ...messages].slice(0, CAPACITY);
    },
    list: () => messages,
    latest: (address) => messages.find(({ to }) => to === address),
    clear: () => {
      messages = [];
    },
  };
}
