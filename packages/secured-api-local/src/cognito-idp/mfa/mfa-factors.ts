import type {
  MfaFactor,
  UserPoolClientSettings,
  UserPoolSettings,
  VerifiableAttribute,
} from '../pool/user-pool-settings';
import type { User } from '../users/user';

/** The address that a factor's codes go to; an authenticator app has none. */
export const FACTOR_ATTRIBUTES: Readonly<Partial<Record<MfaFactor, VerifiableAttribute>>> = {
  SMS_MFA: 'phone_number',
  EMAIL_OTP: 'email',
};

/**
 * The second factors that a user has. Where the pool requires one, a user who chose none has every
 * one that works.
 */
export function activeFactors(pool: UserPoolSettings, user: User): readonly MfaFactor[] {
  if (pool.mfa.mode === 'OFF') return [];
  const able = pool.mfa.factors.filter((factor) => isAble(user, factor));
  const chosen = able.filter((factor) => user.mfa?.enabled.includes(factor));
  return chosen.length === 0 && pool.mfa.mode === 'ON' ? able : chosen;
}

/** Whether a user does not get in by one factor alone. */
export function wantsSecondFactor(pool: UserPoolSettings, user: User): boolean {
  return pool.mfa.mode === 'ON' || activeFactors(pool, user).length > 0;
}

/** The second factors that a sign-in asks for: the preferred one alone where there is one. */
export function wantedFactors(pool: UserPoolSettings, user: User): readonly MfaFactor[] {
  const active = activeFactors(pool, user);
  const preferred = active.filter((factor) => factor === user.mfa?.preferred);
  return preferred.length > 0 ? preferred : active;
}

/**
 * The factors that a user who has none may set up between the password and the tokens; an address
 * only where the client may write it.
 */
export function factorsToSetUp(
  { mfa }: UserPoolSettings,
  { writeAttributes }: UserPoolClientSettings,
): readonly MfaFactor[] {
  return mfa.factors.filter(
    (factor) =>
      factor === 'SOFTWARE_TOKEN_MFA' ||
      (factor === 'EMAIL_OTP' && writeAttributes.includes('email')),
  );
}

/** Whether a user has what a factor needs. */
function isAble({ attributes, mfa }: User, factor: MfaFactor): boolean {
  const attribute = FACTOR_ATTRIBUTES[factor];
  return attribute === undefined ? mfa?.totp !== undefined : Boolean(attributes[attribute]);
}

/** A user with factors switched on, and no other change. */
export function withEnabledFactor(user: User, factor: MfaFactor): User {
  const enabled = new Set([...(user.mfa?.enabled ?? []), factor]);
  return { ...user, mfa: { ...user.mfa, enabled: [...enabled] } };
}
