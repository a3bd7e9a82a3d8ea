import type { CallingClient } from '../pool/calling-client';

/** The first call of a sign-in, as the wire gave it. */
export interface AuthRequest extends CallingClient {
  readonly parameters: Readonly<Record<string, string>>;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** The `Session` of an earlier answer, such as that of `ConfirmSignUp`. */
  readonly session?: string;
  /** Whether a server signs the user in, with rights of its own. */
  readonly isAdmin?: boolean;
  /** Whether the hosted login signs the user in. */
  readonly hosted?: boolean;
}

/** The answer to a challenge, as the wire gave it. */
export interface ChallengeAnswer extends CallingClient {
  readonly responses: Readonly<Record<string, string>>;
  readonly clientMetadata: Readonly<Record<string, string>>;
  readonly session?: string;
}
