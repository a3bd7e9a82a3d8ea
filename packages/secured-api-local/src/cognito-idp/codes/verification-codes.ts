import { timingSafeEqual } from 'node:crypto';
import type { Store } from '../../state/store';
import { AwsError } from '../../support/aws-error';
import type { Clock } from '../../support/clock';
import type { Random } from '../../support/random';
import type { StoreSecret } from '../pool/store-secret';
import { codeExpired } from '../pool/user-errors';
import type { UserPoolSettings, VerifiableAttribute } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import { normalizeName } from '../users/user-directory';
import { createHourlyBudget } from './hourly-budget';

const HOUR_MS = 3_600_000;
const EVALUATIONS_AN_HOUR = 20;

/** What a code is for. */
export type CodePurpose = 'signUp' | 'forgotPassword' | VerifiableAttribute;

const LIFETIME_MS: Readonly<Record<CodePurpose, number>> = {
  signUp: 24 * HOUR_MS,
  forgotPassword: HOUR_MS,
  email: 24 * HOUR_MS,
  phone_number: 24 * HOUR_MS,
};

interface StoredCode {
  readonly hash: string;
  readonly expiresAt: number;
  readonly attribute: VerifiableAttribute;
  readonly destination: string;
}

/** Where a code went: using it proves that address. */
export type ProvedAddress = Pick<StoredCode, 'attribute' | 'destination'>;

/** Takes what a code proves, or throws and leaves the code as it was. */
export type AcceptProof<T> = (proved: ProvedAddress) => T;

/** Codes of six digits that prove an address, each good for one use. */
export interface VerificationCodes {
  /** Makes a code, which replaces an earlier one for the same purpose. */
  issue(user: User, purpose: CodePurpose, proves: ProvedAddress): string;
  /**
   * Checks a code and uses it up, unless `accept` refuses what the code proves by throwing.
   *
   * @returns what `accept` makes of it
   * @throws AwsError `CodeMismatchException`, `ExpiredCodeException`, `LimitExceededException`
   */
  redeem<T>(user: User, purpose: CodePurpose, code: string, accept: AcceptProof<T>): T;
  /** Goes the way of a wrong code, for a user who does not exist. Always throws. */
  refuse(pool: UserPoolSettings, name: string): never;
  /** Forgets the codes of a user who is gone. */
  forget(user: User): void;
}

/** Keeps codes in the store as keyed hashes. */
export function createVerificationCodes(
  { store, clock, random }: { store: Store; clock: Clock; random: Random },
  secret: StoreSecret,
): VerificationCodes {
  const codes = store.collection<StoredCode>('verification-codes');
  const evaluations = createHourlyBudget({ store, clock }, 'code-evaluations', EVALUATIONS_AN_HOUR);
  const keyOf = (user: User, purpose: CodePurpose): string =>
    `${user.poolId}/${user.sub}/${purpose}`;
  const hashOf = (key: string, code: string): Buffer => secret.derive('code', key, code);

  return {
    issue: (user, purpose, { attribute, destination }) => {
      const code = random.digits(6);
      const key = keyOf(user, purpose);
      codes.set(key, {
        hash: hashOf(key, code).toString('hex'),
        expiresAt: clock.now() + LIFETIME_MS[purpose],
        attribute,
        destination,
      });
      return code;
    },
    redeem: (user, purpose, code, accept) => {
      evaluations.take(user.poolId, user.username);
      const key = keyOf(user, purpose);
      const stored = codes.get(key);
      if (stored === undefined) throw codeExpired('no code is open');
      if (!timingSafeEqual(Buffer.from(stored.hash, 'hex'), hashOf(key, code))) {
        throw mismatch('another code was sent last');
      }
      if (clock.now() >= stored.expiresAt) throw codeExpired('the code is too old');
      const accepted = accept({ attribute: stored.attribute, destination: stored.destination });
      codes.delete(key);
      return accepted;
    },
    refuse: (pool, name) => {
      evaluations.take(pool.id, normalizeName(pool, name));
      throw mismatch('nobody has this name');
    },
    forget: (user) => {
      for (const purpose of ['signUp', 'forgotPassword', 'email', 'phone_number'] as const) {
        codes.delete(keyOf(user, purpose));
      }
    },
  };
}

function mismatch(why: string): AwsError {
  return new AwsError(
    'CodeMismatchException',
    'Invalid verification code provided, please try again.',
  ).because(why);
}
