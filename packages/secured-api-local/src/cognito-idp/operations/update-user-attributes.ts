import type { Operation } from '../../aws-endpoint/operation';
import type { CodeDeliveryDetails } from '../code-sender';
import { attributeList, type Input, textMap } from '../input';
import { publicOperation } from '../public-operation';
import type { SignedInUser } from '../token-verifier';
import type { User } from '../user';
import {
  type Attributes,
  assertAttributes,
  assertMutable,
  assertRequired,
  assertWritable,
} from '../user-attributes';
import { aliasExists } from '../user-errors';
import type { UserPoolBackend } from '../user-pool-backend';
import type { UserPoolSettings, VerifiableAttribute } from '../user-pool-settings';

const ADDRESSES = ['email', 'phone_number'] as const;

/** `UpdateUserAttributes`: changes attributes, and sends a code to an address that is new. */
export function updateUserAttributes(backend: UserPoolBackend): Operation {
  return publicOperation(backend.store, 'UpdateUserAttributes', async (input) => {
    const caller = backend.verifier.authenticate(input);
    const { pool, user } = caller;
    const given = readChanges(backend, caller, input);
    const fresh = ADDRESSES.filter((name) => given[name] && given[name] !== user.attributes[name]);
    const kept = fresh.filter((attribute) => pool.verifyBeforeUpdate.includes(attribute));
    const changed = withChanges(user, given, { fresh, kept }, backend.clock.now());
    assertRequired(changed.attributes, pool);
    backend.directory.save(pool, changed);
    const toProve = fresh.filter(
      (attribute) => kept.includes(attribute) || pool.autoVerifiedAttributes.includes(attribute),
    );
    return {
      CodeDeliveryDetailsList: await sendCodes(backend, caller, {
        addresses: toProve.map((attribute) => [attribute, given[attribute] ?? '']),
        clientMetadata: textMap(input, 'ClientMetadata'),
      }),
    };
  });
}

function readChanges(
  { directory }: UserPoolBackend,
  { pool, client, user }: SignedInUser,
  input: Input,
): Attributes {
  const given = attributeList(input, 'UserAttributes');
  assertWritable(given, client);
  assertAttributes(given, pool);
  assertMutable(given, user.attributes, pool);
  for (const name of signInAttributes(pool)) {
    const owner = given[name] ? directory.find(pool, given[name]) : undefined;
    if (owner !== undefined && owner.username !== user.username) throw aliasExists(name);
  }
  return given;
}

function signInAttributes({ usernameAttributes, aliasAttributes }: UserPoolSettings) {
  // An address that is an alias only counts once it is proved, so it is checked then.
  return [
    ...usernameAttributes,
    ...aliasAttributes.filter((name) => name === 'preferred_username'),
  ];
}

/** The user with changed attributes. Empty texts delete; addresses in `kept` stay until proved. */
function withChanges(
  user: User,
  given: Attributes,
  { fresh, kept }: Record<'fresh' | 'kept', readonly VerifiableAttribute[]>,
  modifiedAt: number,
): User {
  const isKept = (name: string): boolean => kept.some((attribute) => attribute === name);
  const changes = Object.entries(given).filter(([name]) => !isKept(name));
  const unproved = fresh.filter((attribute) => !isKept(attribute));
  const attributes = {
    ...user.attributes,
    ...Object.fromEntries(changes),
    ...Object.fromEntries(unproved.map((attribute) => [`${attribute}_verified`, 'false'])),
  };
  const isGone = (name: string): boolean => given[name.replace(/_verified$/, '')] === '';
  const filled = Object.entries(attributes).filter(([name]) => !isGone(name));
  return { ...user, attributes: Object.fromEntries(filled), modifiedAt };
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
