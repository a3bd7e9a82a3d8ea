import type { Delivery } from '../../delivery/inbox';
import { encryptMessage } from '../../kms/encryption-sdk-message';
import type { Keys } from '../../kms/keys';
import type { Random } from '../../support/random';
import { html } from '../hosted-login/html';
import type { Triggers } from '../pool/triggers';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import { attributesOf, type User } from '../users/user';
import type { ProvedAddress } from './verification-codes';

const SENDERS = {
  EMAIL: { trigger: 'CustomEmailSender', type: 'customEmailSenderRequestV1' },
  SMS: { trigger: 'CustomSMSSender', type: 'customSMSSenderRequestV1' },
} as const;

/** A code or a temporary password on its way to a person. */
export interface SecretMessage {
  readonly pool: UserPoolSettings;
  readonly user: User;
  readonly channel: keyof typeof SENDERS;
  /** The second half of the trigger source, such as `SignUp`. */
  readonly kind: string;
  readonly address: ProvedAddress;
  readonly code: string;
  readonly clientId: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** The functions that send a pool's messages in the place of Cognito. */
export interface CustomSenders {
  /**
   * Hands a code, encrypted under the pool's key, to the function of its channel, and does not wait
   * for it.
   *
   * @returns whether the pool has one; then there is nothing else to send
   * @throws AwsError `UnexpectedLambdaException` where Cognito may not call the function
   */
  send(message: SecretMessage): boolean;
}

/** Hands codes over; the developer reads them in the inbox all the same. */
export function createCustomSenders({
  keys,
  random,
  triggers,
  delivery,
}: {
  readonly keys: Keys;
  readonly random: Random;
  readonly triggers: Triggers;
  readonly delivery: Delivery;
}): CustomSenders {
  return {
    send: (message) => {
      const { pool, user, channel, kind, address, clientId, clientMetadata } = message;
      const { trigger, type } = SENDERS[channel];
      if (pool.triggers[trigger] === undefined) return false;
      triggers.send(pool, trigger, {
        source: `${trigger}_${kind}`,
        userName: user.username,
        clientId,
        request: {
          type,
          code: encrypted(message),
          clientMetadata: Object.keys(clientMetadata).length > 0 ? clientMetadata : null,
          userAttributes: {
            ...attributesOf(user),
            [address.attribute]: address.destination,
            'cognito:user_status': user.status,
          },
        },
      });
      delivery.send({
        to: address.destination,
        channel,
        kind,
        code: message.code,
        text: `Handed to ${trigger}, which writes its own message.`,
      });
      return true;
    },
  };

  function encrypted({ pool, kind, code }: SecretMessage): string {
    const key = keys.find(pool.senderKeyArn ?? '');
    if (key === undefined) throw new Error(`pool ${pool.id} has a custom sender without a key`);
    // AWS escapes what HTML reserves in a temporary password, which the function has to undo.
    const secret = kind === 'AdminCreateUser' ? html`${code}`.text : code;
    const message = encryptMessage(Buffer.from(secret, 'utf8'), {
      context: { 'userpool-id': pool.id },
      random,
      wrap: (dataKey, context) => ({
        keyArn: key.arn,
        ciphertext: keys.encrypt(key, dataKey, context),
      }),
    });
    return message.toString('base64');
  }
}
