import type { Operation } from '../../aws-endpoint/operation';
import { changedAddresses, withChangedAttributes } from '../attribute-changes';
import type { CodeDeliveryDetails } from '../code-sender';
import { attributeList, textMap } from '../input';
import { publicOperation } from '../public-operation';
import type { SignedInUser } from '../token-verifier';
import type { User } from '../user';
import type { Attributes } from '../user-attributes';
import type { UserPoolBackend } from '../user-pool-backend';
import type { VerifiableAttribute } from '../user-pool-settings';

/** `UpdateUserAttributes`: changes attributes, and sends a code to an address that is new. */
export function updateUserAttributes(backend: UserPoolBackend): Operation {
  const { verifier, directory, clock } = backend;
  return publicOperation(backend.store, 'UpdateUserAttributes', async (input) => {
    const caller = verifier.authenticate(input);
    const { pool, user } = caller;
    const given = attributeList(input, 'UserAttributes');
    const fresh = changedAddresses(user, given);
    const waiting = fresh.filter((attribute) => pool.verifyBeforeUpdate.includes(attribute));
    const proposed = withChangedAttributes(directory, caller, given);
    directory.save(pool, {
      ...proposed,
      attributes: withPresent(user, proposed.attributes, waiting),
      modifiedAt: clock.now(),
    });
    const toProve = fresh.filter(
      (attribute) => waiting.includes(attribute) || pool.autoVerifiedAttributes.includes(attribute),
    );
    return {
      CodeDeliveryDetailsList: await sendCodes(backend, caller, {
        addresses: toProve.map((attribute) => [attribute, given[attribute] ?? '']),
        clientMetadata: textMap(input, 'ClientMetadata'),
      }),
    };
  });
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

async function sendCodes(
  { codeSender }: UserPoolBackend,
  { pool, client, user }: SignedInUser,
  {
    addresses,
    clientMetadata,
  }: {
    readonly addresses: readonly (readonly [VerifiableAttribute, string])[];
    readonly clientMetadata: Readonly<Record<string, string>>;
  },
): Promise<readonly CodeDeliveryDetails[]> {
  const sent: CodeDeliveryDetails[] = [];
  for (const [attribute, destination] of addresses) {
    sent.push(
      await codeSender.send({
        pool,
        user,
        purpose: attribute,
        kind: 'UpdateUserAttribute',
        address: { attribute, destination },
        clientId: client.id,
        clientMetadata,
      }),
    );
  }
  return sent;
}
