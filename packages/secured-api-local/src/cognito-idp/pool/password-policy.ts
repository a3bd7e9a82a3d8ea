import { AwsError } from '../../support/aws-error';
import type { PasswordPolicy } from './user-pool-settings';

/** AWS's policy for a pool whose template has none. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  minimumLength: 8,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
  temporaryPasswordValidityDays: 7,
  historySize: 0,
};

const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\-\s]/;

/**
 * Checks a password and names the first rule that it breaks.
 *
 * @param wording - `policy` in a user's own calls, `password policy` in an administrator's
 * @throws AwsError `InvalidPasswordException`
 */
export function assertPassword(
  password: string,
  policy: PasswordPolicy,
  wording: 'policy' | 'password policy' = 'policy',
): void {
  const violation = firstViolation(password, policy);
  if (violation === undefined) return;
  throw new AwsError(
    'InvalidPasswordException',
    `Password did not conform with ${wording}: ${violation}`,
  );
}

function firstViolation(password: string, policy: PasswordPolicy): string | undefined {
  const missing = (characters: string): string => `Password must have ${characters} characters`;
  if (password.length < policy.minimumLength) return 'Password not long enough';
  if (policy.requireUppercase && !/[A-Z]/.test(password)) return missing('uppercase');
  if (policy.requireLowercase && !/[a-z]/.test(password)) return missing('lowercase');
  if (policy.requireNumbers && !/[0-9]/.test(password)) return missing('numeric');
  if (policy.requireSymbols && !SYMBOL.test(password)) return missing('symbol');
  return undefined;
}
