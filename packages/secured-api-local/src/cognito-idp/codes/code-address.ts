import { activeFactors, FACTOR_ATTRIBUTES } from '../mfa/mfa-factors';
import type { UserPoolSettings, VerifiableAttribute } from '../pool/user-pool-settings';
import type { User } from '../users/user';
import type { ProvedAddress } from './verification-codes';

/** Where a new user's code goes: the phone if the pool verifies it, else the e-mail address. */
export function signUpAddress(pool: UserPoolSettings, user: User): ProvedAddress | undefined {
  const order = ['phone_number', 'email'] as const;
  return firstAddress(
    user,
    order.filter((attribute) => pool.autoVerifiedAttributes.includes(attribute)),
  );
}

/**
 * Where a code to set a new password goes: a proved address, in the pool's order, that is not the
 * second factor itself. A user who is disabled, or has yet to replace a temporary password, or
 * has none, gets no code.
 */
export function recoveryAddress(pool: UserPoolSettings, user: User): ProvedAddress | undefined {
  if (!user.enabled || ['FORCE_CHANGE_PASSWORD', 'EXTERNAL_PROVIDER'].includes(user.status)) {
    return undefined;
  }
  const factors = pool.recoveryByMfaAddress ? [] : activeFactors(pool, user);
  const taken = factors.map((factor) => FACTOR_ATTRIBUTES[factor]);
  const proved = pool.recovery.filter(
    (attribute) =>
      user.attributes[`${attribute}_verified`] === 'true' && !taken.includes(attribute),
  );
  return firstAddress(user, proved);
}

function firstAddress(
  { attributes }: User,
  order: readonly VerifiableAttribute[],
): ProvedAddress | undefined {
  for (const attribute of order) {
    const destination = attributes[attribute];
    if (destination) return { attribute, destination };
  }
  return undefined;
}
