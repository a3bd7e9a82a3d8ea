import type { Operation } from '../../aws-endpoint/operation';
import { type Input, invalidParameter } from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import {
  assertLinkAttribute,
  type NamedProviderUser,
  namedProviderUser,
  OWN_PROVIDER,
} from '../account/provider-user';
import { adminOperation } from '../admin-operation';
import { userNotFound } from '../pool/user-errors';
import type { IdentityProviderSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { findLinkedUser, MOST_LINKS } from '../users/linked-user';
import type { User } from '../users/user';

/** `AdminLinkProviderForUser`: a person of a provider signs in as a user who is there already. */
export function adminLinkProviderForUser(backend: UserPoolBackend): Operation {
  const { directory, clock } = backend;
  return adminOperation(backend, 'AdminLinkProviderForUser', (pool, input) => {
    const user = destinationOf(backend, pool, input);
    const source = namedProviderUser(backend, pool, input, 'SourceUser');
    const { type } = assertSource(backend, pool, source);
    assertMayLink(pool, user);
    const link = {
      userId: source.value,
      attributeName: source.attributeName,
      providerName: source.providerName,
      providerType: type,
      dateCreated: clock.now(),
    };
    directory.save(pool, {
      ...user,
      links: [...(user.links ?? []), link],
      modifiedAt: clock.now(),
    });
    return {};
  });
}

function destinationOf(backend: UserPoolBackend, pool: UserPoolSettings, input: Input): User {
  const named = namedProviderUser(backend, pool, input, 'DestinationUser');
  const { providerName, value } = named;
  const username = providerName === OWN_PROVIDER ? value : `${providerName}_${value}`;
  const user = backend.directory.get(pool.id, username);
  if (user === undefined) throw userNotFound();
  return user;
}

/** Someone who has signed in before is a user, whom nobody can be merged with. */
function assertSource(
  { directory }: UserPoolBackend,
  pool: UserPoolSettings,
  source: NamedProviderUser,
): IdentityProviderSettings {
  const { provider, providerName, value, attributeName } = source;
  if (provider === undefined) {
    throw invalidParameter(
      'Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser',
    );
  }
  assertLinkAttribute(provider, attributeName);
  if (directory.get(pool.id, `${providerName}_${value}`) !== undefined) {
    throw invalidParameter(
      'Merging is not currently supported, provide a SourceUser that has not been signed up in order to link',
    );
  }
  if (findLinkedUser(directory, pool, source) !== undefined) {
    throw invalidParameter('SourceUser is already linked to DestinationUser');
  }
  return provider;
}

function assertMayLink({ schema }: UserPoolSettings, { attributes, links = [] }: User): void {
  const fixed = schema.find(
    ({ name, mutable }) => name !== 'sub' && !mutable && attributes[name] !== undefined,
  );
  if (fixed !== undefined) {
    throw invalidParameter(`Invalid DestinationUser: ${fixed.name} is not mutable`);
  }
  if (links.length < MOST_LINKS) return;
  throw new AwsError(
    'LimitExceededException',
    `A user cannot be linked to more than ${MOST_LINKS} identities.`,
  );
}
