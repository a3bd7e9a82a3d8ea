import { buildPassword } from '../account/new-user';
import { userConfirmed } from '../account/user-confirmed';
import type { CallingClient } from '../pool/calling-client';
import { aliasExists, userDisabled } from '../pool/user-errors';
import type { IdentityProviderSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { findLinkedUser, SUBJECT } from '../users/linked-user';
import type { ProviderIdentity, User } from '../users/user';
import {
  type Attributes,
  assertAttributes,
  assertMutable,
  assertRequired,
  assertWritable,
} from '../users/user-attributes';
import { isSignInName, type UserDirectory } from '../users/user-directory';
import { inboundClaims } from './inbound-claims';

/** What a provider says of who signed in there. */
export interface FederatedSignIn extends CallingClient {
  readonly provider: IdentityProviderSettings;
  readonly subject: string;
  /** By the provider's own names. */
  readonly claims: Attributes;
}

/**
 * The pool's user of whoever signed in at a provider, made or brought up to date.
 *
 * @throws AwsError for attributes that the client or the pool does not take, a disabled user, a name
 *   that is somebody else's, or what a trigger fails with
 */
export async function federatedUser(
  backend: UserPoolBackend,
  request: FederatedSignIn,
): Promise<User> {
  const { pool } = request;
  const signIn = { ...request, claims: await inboundClaims(backend, request) };
  const attributes = mappedAttributes(signIn);
  assertWritable(attributes, signIn.client);
  assertAttributes(attributes, pool);
  const known = linkedUser(backend, signIn, attributes) ?? ownUser(backend, signIn);
  return known === undefined
    ? newUser(backend, signIn, attributes)
    : updated(backend, signIn, known, attributes);
}

/** The user to whom an administrator has linked whoever signs in: from now on by the subject. */
function linkedUser(
  { directory }: UserPoolBackend,
  { pool, provider, subject }: FederatedSignIn,
  attributes: Attributes,
): User | undefined {
  const said = [[SUBJECT, subject] as const, ...Object.entries(attributes)];
  for (const [attributeName, value] of said) {
    const person = { providerName: provider.name, attributeName, value };
    const found = findLinkedUser(directory, pool, person);
    if (found === undefined) continue;
    const { user, link } = found;
    const links = user.links?.map((other) =>
      other === link ? { ...link, userId: subject, attributeName: SUBJECT } : other,
    );
    return { ...user, links };
  }
  return undefined;
}

/** The user whom this provider's person became at an earlier sign-in. */
function ownUser(
  { directory }: UserPoolBackend,
  { pool, provider, subject }: FederatedSignIn,
): User | undefined {
  const known = directory.get(pool.id, `${provider.name}_${subject}`);
  if (known === undefined) return undefined;
  const { identity } = known;
  const isSame = identity?.providerName === provider.name && identity.userId === subject;
  if (!isSame) throw aliasExists('username');
  return known;
}

/** An address is proved by the provider's word alone, and only where the template maps that. */
function mappedAttributes({ provider, claims }: FederatedSignIn): Attributes {
  const mapped = Object.entries(provider.attributeMapping)
    .filter(([attribute]) => attribute !== 'username')
    .map(([attribute, claim]) => [attribute, claims[claim] ?? ''] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(mapped);
}

async function newUser(
  backend: UserPoolBackend,
  signIn: FederatedSignIn,
  attributes: Attributes,
): Promise<User> {
  const { pool, client, provider } = signIn;
  const user = draftUser(backend, signIn, attributes);
  assertRequired(user.attributes, pool);
  await backend.triggers.call(pool, 'PreSignUp', {
    source: 'PreSignUp_ExternalProvider',
    userName: user.username,
    clientId: client.id,
    request: { userAttributes: user.attributes, validationData: {} },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  // The trigger may have linked whoever signs in to a user who was there before.
  const linked = linkedUser(backend, signIn, attributes);
  if (linked !== undefined) return updated(backend, signIn, linked, attributes);
  if (backend.directory.find(pool, user.username) !== undefined) throw aliasExists('username');
  backend.directory.save(pool, user);
  backend.log.info(`a user of '${provider.name}' was made`);
  const source = 'PostConfirmation_ConfirmSignUp';
  await userConfirmed(backend, { pool, user, clientId: client.id, clientMetadata: {}, source });
  return user;
}

function draftUser(
  { random, clock }: UserPoolBackend,
  { pool, provider, subject }: FederatedSignIn,
  attributes: Attributes,
): User {
  const username = `${provider.name}_${subject}`;
  const now = clock.now();
  const identity: ProviderIdentity = {
    userId: subject,
    providerName: provider.name,
    providerType: provider.type,
    dateCreated: now,
  };
  return {
    poolId: pool.id,
    username,
    sub: random.uuid(),
    status: 'EXTERNAL_PROVIDER',
    enabled: true,
    attributes: { ...unproved(attributes), ...attributes },
    identity,
    // Nobody knows it: a provider's user has no password.
    password: buildPassword(random, pool, username, random.bytes(32).toString('base64url')),
    groups: [providerGroup(pool.id, provider.name)],
    createdAt: now,
    modifiedAt: now,
    generation: 0,
  };
}

function updated(
  { directory, clock }: UserPoolBackend,
  { pool }: FederatedSignIn,
  known: User,
  attributes: Attributes,
): User {
  if (!known.enabled) throw userDisabled();
  assertMutable(attributes, known.attributes, pool);
  const changed = Object.entries(attributes).filter(
    ([name, value]) => known.attributes[name] !== value,
  );
  const user = {
    ...known,
    attributes: { ...known.attributes, ...unproved(Object.fromEntries(changed)), ...attributes },
    modifiedAt: clock.now(),
  };
  assertNamesAreFree(directory, pool, user);
  directory.save(pool, user);
  return user;
}

/** A linked user signs in by addresses, too: no provider's word makes them somebody else's name. */
function assertNamesAreFree(directory: UserDirectory, pool: UserPoolSettings, user: User): void {
  for (const name of ['email', 'phone_number', 'preferred_username'] as const) {
    const value = isSignInName(pool, user, name) ? user.attributes[name] : undefined;
    const owner = value === undefined ? undefined : directory.find(pool, value);
    if (owner !== undefined && owner.username !== user.username) throw aliasExists(name);
  }
}

/** The group that a pool keeps for the users of a provider. */
export function providerGroup(poolId: string, providerName: string): string {
  return `${poolId}_${providerName}`;
}

function unproved(attributes: Attributes): Attributes {
  const addresses = ['email', 'phone_number'].filter((name) => attributes[name] !== undefined);
  return Object.fromEntries(addresses.map((name) => [`${name}_verified`, 'false']));
}
