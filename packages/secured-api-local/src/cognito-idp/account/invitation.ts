import { type Input, textList, textMap } from '../../aws-endpoint/operation-input';
import { customTexts } from '../codes/custom-message';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { attributesOf, type User } from '../users/user';

/** What triggers read in the place of a client's id where an administrator acts. */
export const NO_CLIENT = 'CLIENT_ID_NOT_APPLICABLE';

/** The placeholders that a function's text of an invitation must have. */
const HOLDS = [/\{username\}/, /\{####\}/];

/**
 * Sends a temporary password to a user whom an administrator made.
 *
 * @param input - of `AdminCreateUser`
 * @throws AwsError what a trigger fails with
 */
export async function invite(
  { customSenders, delivery, triggers }: UserPoolBackend,
  pool: UserPoolSettings,
  input: Input,
  user: User,
  password: string,
): Promise<void> {
  const invitation = {
    ...{ pool, user, kind: 'AdminCreateUser', clientId: NO_CLIENT },
    clientMetadata: textMap(input, 'ClientMetadata'),
  };
  const { email } = attributesOf(user);
  const name = email ?? user.username;
  const unsent = invitedWays(pool, input, user).filter(
    (way) => !customSenders.send({ ...invitation, ...way, code: password }),
  );
  if (unsent.length === 0) return;
  const textOf = await customTexts(triggers, { ...invitation, usernameParameter: '{username}' });
  for (const { channel, address, text } of unsent) {
    const written = textOf(channel, HOLDS) ?? text;
    delivery.send({
      ...{ to: address.destination, channel, kind: invitation.kind, code: password },
      text: written.replaceAll('{username}', name).replaceAll('{####}', password),
    });
  }
}

/** Where an invitation goes: by SMS unless told, and to addresses that the user has. */
function invitedWays(pool: UserPoolSettings, input: Input, user: User) {
  const wanted = textList(input, 'DesiredDeliveryMediums');
  const mediums = wanted.length > 0 ? wanted : ['SMS'];
  const { email, phone_number: phone } = attributesOf(user);
  const { invitationEmail, invitationSms } = pool.messages;
  const ways = [
    { channel: 'EMAIL', attribute: 'email', destination: email, text: invitationEmail },
    { channel: 'SMS', attribute: 'phone_number', destination: phone, text: invitationSms },
  ] as const;
  return ways.flatMap(({ channel, attribute, destination, text }) =>
    destination && mediums.includes(channel)
      ? [{ channel, address: { attribute, destination }, text }]
      : [],
  );
}
