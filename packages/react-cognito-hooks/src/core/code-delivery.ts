import type { Result } from './result';
import type { CodeSentAnswer } from './user-pool-operations';

/** Where a code went, as far as Cognito tells. */
export interface CodeDelivery {
  /** The masked address, such as `f***@e***`; empty where Cognito does not tell. */
  destination: string;
  /** `EMAIL` or `SMS`. */
  deliveryMedium: string;
  /** The attribute that the address comes from, such as `email`. */
  attributeName?: string;
}

/** A code that is under way, and when it makes sense to ask for another. */
export interface SentCode {
  readonly delivery: CodeDelivery;
  /**
   * Milliseconds since the epoch. Cognito gives no such time, so this one is advice: 30 seconds
   * after the first code, doubling to five minutes.
   */
  readonly resendAvailableAt: number;
}

/** The part of a step that waits for a code. */
export type Sent = SentCode & { resend(): Promise<Result<CodeDelivery>> };

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 300_000;

/** Converts an answer of an operation that sends a code. */
export function toCodeDelivery({ CodeDeliveryDetails: details }: CodeSentAnswer): CodeDelivery {
  return {
    destination: details?.Destination ?? '',
    deliveryMedium: details?.DeliveryMedium ?? 'EMAIL',
    ...(details?.AttributeName && { attributeName: details.AttributeName }),
  };
}

/** @param sentBefore how many codes were sent before this one */
export function toSentCode(delivery: CodeDelivery, sentBefore = 0): SentCode {
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** sentBefore, LONGEST_WAIT_MS);
  return { delivery, resendAvailableAt: Date.now() + waitMs };
}
