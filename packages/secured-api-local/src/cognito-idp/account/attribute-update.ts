import type { CodeDeliveryDetails } from '../codes/code-sender';
import type { UserPoolSettings, VerifiableAttribute } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import type { User } from '../users/user';
import type { Attributes } from '../users/user-attributes';
import { changedAddresses } from './attribute-changes';

/** A change of attributes that was checked. */
export interface AttributeUpdate {
  readonly pool: UserPoolSettings;
  readonly user: User;
  readonly given: Attributes;
  /** The user as the change would have them. */
  readonly proposed: User;
  readonly clientId: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Keeps a change and sends a code to each address that is new and not vouched for; where the pool
 * says so, such an address waits until it is proved.
 *
 * @throws AwsError `LimitExceededException`, or what a custom message trigger fails with
 */
export async function updateAttributes(
  { directory, codeSender, clock }: UserPoolBackend,
  { pool, user, given, proposed, clientId, clientMetadata }: AttributeUpdate,
): Promise<readonly CodeDeliveryDetails[]> {
  const fresh = changedAddresses(user, given).filter(
    (attribute) => proposed.attributes[`${attribute}_verified`] !== 'true',
  );
  const waiting = fresh.filter((attribute) => pool.verifyBeforeUpdate.includes(attribute));
  directory.save(pool, {
    ...proposed,
    attributes: withPresent(user, proposed.attributes, waiting),
    modifiedAt: clock.now(),
  });
  const sent: CodeDeliveryDetails[] = [];
  for (const attribute of fresh) {
    if (!waiting.includes(attribute) && !pool.autoVerifiedAttributes.includes(attribute)) continue;
    const details = await codeSender.send({
      pool,
      user,
      purpose: attribute,
      kind: 'UpdateUserAttribute',
      address: { attribute, destination: given[attribute] ?? '' },
      clientId,
      clientMetadata,
    });
    sent.push(details);
  }
  return sent;
}

/** Proposed attributes with the present value of those that wait until the new one is proved. */
function withPresent(
  user: User,
  proposed: Attributes,
  waiting: readonly VerifiableAttribute[],
): Attributes {
  const names = waiting.flatMap((attribute) => [attribute, `${attribute}_verified`]);
  const others = Object.entries(proposed).filter(([name]) => !names.includes(name));
  const present = Object.entries(user.attributes).filter(([name]) => names.includes(name));
  return Object.fromEntries([...others, ...present]);
}
