import { type Triggers, unrecognizable } from '../pool/triggers';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import { attributesOf, type User } from '../users/user';

/** What a message is written for. */
export interface CustomMessageRequest {
  readonly pool: UserPoolSettings;
  readonly user: User;
  /** The second half of the trigger source, such as `SignUp`. */
  readonly kind: string;
  readonly clientId: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** Stands for the user's name, where the text must hold one. @default - no such placeholder */
  readonly usernameParameter?: string;
}

/** Reads the text of one channel, or `undefined` for the pool's own. */
export type CustomTexts = (
  channel: 'EMAIL' | 'SMS',
  holds: readonly RegExp[],
) => string | undefined;

/**
 * Asks the pool's function for its texts.
 *
 * @returns what throws `InvalidLambdaResponseException` for a text without its placeholders
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
export async function customTexts(
  triggers: Triggers,
  { pool, user, kind, clientId, clientMetadata, usernameParameter }: CustomMessageRequest,
): Promise<CustomTexts> {
  const response = await triggers.call(pool, 'CustomMessage', {
    source: `CustomMessage_${kind}`,
    userName: user.username,
    clientId,
    request: {
      userAttributes: attributesOf(user),
      codeParameter: '{####}',
      linkParameter: '{##Click Here##}',
      usernameParameter: usernameParameter ?? null,
      clientMetadata,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  return (channel, holds) => {
    const text = channel === 'SMS' ? response?.smsMessage : response?.emailMessage;
    if (text === undefined || text === null) return undefined;
    if (typeof text === 'string' && holds.every((placeholder) => placeholder.test(text)))
      return text;
    throw unrecognizable();
  };
}
