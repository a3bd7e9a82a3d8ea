import type { Sent } from 'react-cognito-hooks';
import { fn } from 'storybook/test';
import { LONG_EMAIL } from './long-texts';

const sentTo = (destination: string) => {
  const delivery = { destination, deliveryMedium: 'EMAIL' };
  const resend = fn(async () => ({ ok: true, data: delivery }) as const);
  return { delivery, resend, resendAvailableAt: 0 } satisfies Sent;
};

/** A code that was sent long enough ago to ask for another one. */
export const SENT = sentTo('j***@e***');

/** The same, to an address that no column is wide enough for. */
export const SENT_FAR = sentTo(LONG_EMAIL);
