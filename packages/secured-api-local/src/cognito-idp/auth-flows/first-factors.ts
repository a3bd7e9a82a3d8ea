import { wantsSecondFactor } from '../mfa/mfa-factors';
import { usablePasskeys } from '../passkeys/passkey';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { isPhoneNumber } from '../users/user-attributes';
import { describeMfa } from '../users/user-description';
import { OTP_ATTRIBUTES, otpFactors } from './otp-factors';

const PASSWORDS = ['PASSWORD', 'PASSWORD_SRP'] as const;

/**
 * The first factors that a user may choose. A one-time password takes a confirmed user, a proved
 * address, and no second factor, for it would be the first and the second at once; a passkey may be
 * both, where the pool says so. Who has no password is offered one where nothing else is left.
 */
export function firstFactors(
  backend: Pick<UserPoolBackend, 'passkeys'>,
  pool: UserPoolSettings,
  user: User,
): readonly string[] {
  if (user.status !== 'CONFIRMED' || !user.enabled) return PASSWORDS;
  const others = withoutPassword(backend, pool, user);
  return user.password.isAbsent && others.length > 0 ? others : [...PASSWORDS, ...others];
}

function withoutPassword(
  backend: Pick<UserPoolBackend, 'passkeys'>,
  pool: UserPoolSettings,
  user: User,
): readonly string[] {
  const passkeys = hasPasskey(backend, pool, user) ? (['WEB_AUTHN'] as const) : [];
  if (wantsSecondFactor(pool, user)) return pool.passkeys.isMultiFactor ? passkeys : [];
  const sent = otpFactors(pool).filter(
    (factor) => user.attributes[`${OTP_ATTRIBUTES[factor]}_verified`] === 'true',
  );
  return [...passkeys, ...sent];
}

/**
 * The factors that are offered where nobody is to learn who is there: a password to everyone, also
 * to who has none, for whom each is wrong.
 */
export function discreetFactors(factors: readonly string[]): readonly string[] {
  return [...new Set([...PASSWORDS, ...factors])];
}

/** A user's own factors as AWS lists them: the two forms of a password are one. */
export function describeFactors(
  backend: Pick<UserPoolBackend, 'passkeys'>,
  pool: UserPoolSettings,
  user: User,
): object {
  const hasPassword = !user.password.isAbsent && user.status !== 'EXTERNAL_PROVIDER';
  const factors = firstFactors(backend, pool, user).filter((factor) =>
    factor === 'PASSWORD' ? hasPassword : factor !== 'PASSWORD_SRP',
  );
  return {
    Username: user.username,
    ...describeMfa(user),
    ConfiguredUserAuthFactors: factors,
  };
}

/** What a name that nobody has seems to have: passwords, and the address that the name is. */
export function pretendFactors(pool: UserPoolSettings, name: string): readonly string[] {
  if (pool.mfa.mode === 'ON') return PASSWORDS;
  const attribute = isPhoneNumber(name) ? 'phone_number' : 'email';
  return [...PASSWORDS, ...otpFactors(pool).filter((otp) => OTP_ATTRIBUTES[otp] === attribute)];
}

function hasPasskey(
  backend: Pick<UserPoolBackend, 'passkeys'>,
  pool: UserPoolSettings,
  user: User,
): boolean {
  const { firstFactors: allowed, passkeys } = pool;
  return allowed.includes('WEB_AUTHN') && usablePasskeys(backend, passkeys, user).length > 0;
}
