import { signUpAddress } from '../codes/code-address';
import type { UserPoolClientSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';

/** The address that a one-time password goes to. */
export const OTP_ATTRIBUTES = { EMAIL_OTP: 'email', SMS_OTP: 'phone_number' } as const;

/** The first factors of a pool that are codes, sent to an address of the user. */
export function otpFactors({ firstFactors: allowed }: UserPoolSettings) {
  return (['EMAIL_OTP', 'SMS_OTP'] as const).filter((factor) => allowed.includes(factor));
}

/** Whether a pool has codes that sign in alone, in the place of a password. */
export function needsNoPassword(pool: UserPoolSettings): boolean {
  return pool.mfa.mode !== 'ON' && otpFactors(pool).length > 0;
}

/** Whether a user may have no password: the pool needs none, and they have an address for codes. */
export function canDoWithoutPassword(pool: UserPoolSettings, { attributes }: User): boolean {
  if (!needsNoPassword(pool)) return false;
  return otpFactors(pool).some((factor) => Boolean(attributes[OTP_ATTRIBUTES[factor]]));
}

/** The same of a person who signs up: the code of the sign-up has to prove that address. */
export function canSignUpWithoutPassword(
  pool: UserPoolSettings,
  { authFlows }: UserPoolClientSettings,
  draft: User,
): boolean {
  if (!authFlows.includes('ALLOW_USER_AUTH') || !canDoWithoutPassword(pool, draft)) return false;
  const proved = signUpAddress(pool, draft)?.attribute;
  return otpFactors(pool).some((factor) => OTP_ATTRIBUTES[factor] === proved);
}
