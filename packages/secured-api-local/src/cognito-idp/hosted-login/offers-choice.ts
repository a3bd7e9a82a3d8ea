import type { UserPoolClientSettings, UserPoolSettings } from '../pool/user-pool-settings';

/** Whether a person names themselves first, and then chooses what to prove it by. */
export function offersChoice(
  { firstFactors }: UserPoolSettings,
  { authFlows }: UserPoolClientSettings,
): boolean {
  return authFlows.includes('ALLOW_USER_AUTH') && firstFactors.some((one) => one !== 'PASSWORD');
}
