import { wantsSecondFactor } from '../mfa/mfa-factors';
import { usablePasskeys } from '../passkeys/passkey';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import { isPhoneNumber } from '../users/user-attributes';

/** The address that a one-time password goes to. */
export const OTP_ATTRIBUTES = { EMAIL_OTP: 'email', SMS_OTP: 'phone_number' } as const;

const PASSWORDS = ['PASSWORD', 'PASSWORD_SRP'] as const;

/**
 * The first factors that a user may choose. A one-time password takes a confirmed user, a proved
 * address, and no second factor, for it would be the first and the second at once; a passkey may be
 * both, where the pool says so.
 */
export function firstFactors(
  backend: Pick<UserPoolBackend, 'passkeys'>,
  pool: UserPoolSettings,
  user: User,
): readonly string[] {
  if (user.status !== 'CONFIRMED' || !user.enabled) return PASSWORDS;
  const wantsSecond = wantsSecondFactor(pool, user);
  const passkeys = hasPasskey(backend, pool, user) ? (['WEB_AUTHN'] as const) : [];
  if (wantsSecond) return [...PASSWORDS, ...(pool.passkeys.isMultiFactor ? passkeys : [])];
  const sent = otpFactors(pool).filter(
    (factor) => user.attributes[`${OTP_ATTRIBUTES[factor]}_verified`] === 'true',
  );
  return [...PASSWORDS, ...passkeys, ...sent];
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

function otpFactors({ firstFactors: allowed }: UserPoolSettings) {
  return (['EMAIL_OTP', 'SMS_OTP'] as const).filter((factor) => allowed.includes(factor));
}
