import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { LinkedIdentity, User } from './user';
import type { UserDirectory } from './user-directory';

/** The name of what a provider itself calls a person by. */
export const SUBJECT = 'Cognito_Subject';

/** How many providers may lead to one user. */
export const MOST_LINKS = 5;

/** A person at a provider, by one thing that the provider says of them. */
export interface ProviderUser {
  readonly providerName: string;
  /** `Cognito_Subject`, or an attribute that the provider is mapped to. */
  readonly attributeName: string;
  readonly value: string;
}

/** The user to whom a person of a provider leads, and the link that does. */
export interface LinkedUser {
  readonly user: User;
  readonly link: LinkedIdentity;
}

/** Finds the user to whom a person of a provider is linked. */
export function findLinkedUser(
  directory: UserDirectory,
  pool: UserPoolSettings,
  person: ProviderUser,
): LinkedUser | undefined {
  for (const user of directory.list()) {
    if (user.poolId !== pool.id) continue;
    const link = user.links?.find((candidate) => leadsTo(candidate, person));
    if (link !== undefined) return { user, link };
  }
  return undefined;
}

/** The user without that link. */
export function withoutLink(user: User, link: LinkedIdentity): User {
  return { ...user, links: user.links?.filter((other) => other !== link) };
}

function leadsTo(
  { providerName, attributeName, userId }: LinkedIdentity,
  person: ProviderUser,
): boolean {
  return (
    providerName === person.providerName &&
    attributeName === person.attributeName &&
    userId === person.value
  );
}
