import { invalidParameter } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type { Random } from '../../support/random';
import { createVerifier } from '../passwords/srp';
import type { UserPoolSettings, VerifiableAttribute } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { PasswordVerifier, User, UserStatus } from '../users/user';
import { type Attributes, isEmail, isPhoneNumber } from '../users/user-attributes';
import { normalizeName } from '../users/user-directory';

const VERIFIER_BYTES = 384;

/** A user who is about to be made. */
export interface UserDraft {
  /** The name as the caller gave it. */
  readonly name: string;
  readonly attributes: Attributes;
  /** Left out for a user who has none. */
  readonly password?: string;
  readonly status: UserStatus;
  /** When a temporary password stops working. */
  readonly passwordExpiresAt?: number;
}

/**
 * Makes the record of a new user, without keeping it.
 *
 * @throws AwsError `InvalidParameterException` for a name that the pool does not take
 */
export function buildUser(
  { random, clock }: UserPoolBackend,
  pool: UserPoolSettings,
  draft: UserDraft,
): User {
  const signUpAttribute = assertName(pool, draft.name);
  const sub = random.uuid();
  const username = signUpAttribute === undefined ? draft.name : sub;
  const now = clock.now();
  return {
    poolId: pool.id,
    username,
    sub,
    status: draft.status,
    enabled: true,
    attributes: {
      ...draft.attributes,
      ...(signUpAttribute !== undefined && { [signUpAttribute]: draft.name }),
    },
    signUpAttribute,
    password: {
      ...(draft.password === undefined
        ? absentPassword(random)
        : buildPassword(random, pool, username, draft.password)),
      ...(draft.passwordExpiresAt !== undefined && { expiresAt: draft.passwordExpiresAt }),
    },
    groups: [],
    createdAt: now,
    modifiedAt: now,
    generation: 0,
  };
}

/** What is kept of a password. */
export function buildPassword(
  random: Random,
  pool: UserPoolSettings,
  username: string,
  password: string,
): PasswordVerifier {
  const salt = random.bytes(16).toString('hex');
  return {
    salt,
    verifier: createVerifier({ poolName: poolNameOf(pool), username }, salt, password),
  };
}

/** What is kept in the place of a password: it costs as much to compare, and none is equal to it. */
function absentPassword(random: Random): PasswordVerifier {
  return {
    salt: random.bytes(16).toString('hex'),
    verifier: random.bytes(VERIFIER_BYTES).toString('hex'),
    isAbsent: true,
  };
}

/** The part of a pool's id that passwords are bound to. */
export function poolNameOf({ id }: UserPoolSettings): string {
  return id.slice(id.indexOf('_') + 1);
}

/**
 * Checks that nobody has this name.
 *
 * @throws AwsError `UsernameExistsException`
 */
export function assertNameIsFree(
  { directory }: UserPoolBackend,
  pool: UserPoolSettings,
  name: string,
): void {
  if (directory.find(pool, name) === undefined) return;
  const attribute = pool.usernameAttributes.length > 0 ? assertName(pool, name) : undefined;
  throw new AwsError(
    'UsernameExistsException',
    attribute === undefined
      ? 'User already exists'
      : `An account with the given ${attribute} already exists.`,
  );
}

/** Checks a new user's name, and gives the attribute that it is. */
function assertName(pool: UserPoolSettings, name: string): VerifiableAttribute | undefined {
  const form = isEmail(name) ? 'email' : isPhoneNumber(name) ? 'phone_number' : undefined;
  if (pool.usernameAttributes.length > 0) {
    if (form !== undefined && pool.usernameAttributes.includes(form)) return form;
    throw invalidParameter(`Username should be ${expectedForms(pool)}.`);
  }
  assertPlainName(pool, name, form);
  return undefined;
}

function assertPlainName(
  pool: UserPoolSettings,
  name: string,
  form: VerifiableAttribute | undefined,
): void {
  if (form !== undefined && pool.aliasAttributes.includes(form)) {
    const words = form === 'email' ? 'email' : 'phone number';
    throw invalidParameter(
      `Username cannot be of ${words} format, since user pool is configured for ${words} alias.`,
    );
  }
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(normalizeName(pool, name))) {
    throw invalidParameter(
      "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
    );
  }
}

function expectedForms({ usernameAttributes }: UserPoolSettings): string {
  if (usernameAttributes.length === 2) return 'either an email or a phone number';
  return usernameAttributes[0] === 'email' ? 'an email' : 'a phone number';
}
