import { type Attempt, type Authentication, answerChallenge } from './authentication';
import type { ClientInternals } from './client-internals';
import type { Outcome } from './flow';
import type { SignInStep } from './sign-in-flow';

/** Comes to the same challenge by another sign-in: Cognito sends another code only then. */
export type Repeat = () => Promise<Authentication>;

/** A challenge, and what answers to it lead to. */
export interface ChallengeContext {
  readonly internals: ClientInternals;
  readonly attempt: Attempt;
  readonly challenge: Authentication;
  readonly repeat: Repeat;
  /**
   * Turns the next answer into a step.
   *
   * @param repeat comes to that answer again
   * @param password what the answer proved, where it came after the start
   */
  proceed(
    answer: Promise<Authentication>,
    repeat: Repeat,
    password?: string,
  ): Promise<Outcome<SignInStep>>;
}

/**
 * Answers a challenge, and turns what comes back into the next step.
 *
 * @param repeatAll comes to what comes back again; by default by the same answer
 */
export async function respond(
  { internals, attempt, challenge, repeat, proceed }: ChallengeContext,
  responses: Readonly<Record<string, string>>,
  repeatAll?: Repeat,
): Promise<Outcome<SignInStep>> {
  const { clientMetadata } = attempt;
  const answer = (to: Authentication) =>
    answerChallenge(internals, to, { responses, clientMetadata });
  return proceed(answer(challenge), repeatAll ?? (async () => answer(await repeat())));
}

/** The names that a challenge parameter lists as JSON. */
export function readNames({ ChallengeParameters = {} }: Authentication, parameter: string) {
  const names: unknown = JSON.parse(ChallengeParameters[parameter] ?? '[]');
  return Array.isArray(names) ? names.map(String) : [];
}
