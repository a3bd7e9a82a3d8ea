import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';

/** A user who was just confirmed, and how. */
export interface Confirmation {
  readonly pool: UserPoolSettings;
  readonly user: User;
  readonly clientId: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  readonly source: 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword';
}

/**
 * Calls the post confirmation trigger. The user stays confirmed if it fails.
 *
 * @throws AwsError what the trigger fails with
 */
export async function userConfirmed(
  { triggers, store }: UserPoolBackend,
  { pool, user, clientId, clientMetadata, source }: Confirmation,
): Promise<void> {
  await store.durable();
  await triggers.call(pool, 'PostConfirmation', {
    source,
    userName: user.username,
    clientId,
    request: { userAttributes: attributesOf(user), clientMetadata },
  });
}
