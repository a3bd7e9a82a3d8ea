import type { Store } from '../../state/store';
import type { AliasAttribute, UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from './user';

/** The users of every pool, found by any name that they sign in with. */
export interface UserDirectory {
  /** The user whom a name means: user name, `sub` name or alias. */
  find(pool: UserPoolSettings, name: string): User | undefined;
  /** The user of that immutable user name. */
  get(poolId: string, username: string): User | undefined;
  /** Keeps a user, and moves every name of theirs to them. */
  save(pool: UserPoolSettings, user: User): void;
  remove(pool: UserPoolSettings, user: User): void;
  list(): readonly User[];
}

/** Keeps users in the store, with an index of names beside them. */
export function createUserDirectory(store: Store): UserDirectory {
  const users = store.collection<User>('users');
  const names = store.collection<string>('sign-in-names');
  const keyOf = (poolId: string, name: string): string => `${poolId}/${name}`;
  const get = (poolId: string, username: string): User | undefined =>
    users.get(keyOf(poolId, username));

  const dropNames = (pool: UserPoolSettings, user: User): void => {
    for (const name of namesOf(pool, user)) {
      const key = keyOf(pool.id, name);
      if (names.get(key) === user.username) names.delete(key);
    }
  };

  return {
    get,
    find: (pool, name) => {
      const username = names.get(keyOf(pool.id, normalizeName(pool, name)));
      return username === undefined ? undefined : get(pool.id, username);
    },
    save: (pool, user) => {
      const previous = get(pool.id, user.username);
      if (previous !== undefined) dropNames(pool, previous);
      for (const name of namesOf(pool, user)) names.set(keyOf(pool.id, name), user.username);
      users.set(keyOf(pool.id, user.username), user);
    },
    remove: (pool, user) => {
      dropNames(pool, user);
      users.delete(keyOf(pool.id, user.username));
    },
    list: () => [...users.entries()].map(([, user]) => user),
  };
}

/** A name as it is compared: pools differ in whether case matters. */
export function normalizeName(pool: UserPoolSettings, name: string): string {
  return pool.caseSensitive ? name : name.toLowerCase();
}

/** Whether an attribute's value is a name that the user signs in with. */
export function isSignInName(
  pool: UserPoolSettings,
  user: User,
  attribute: AliasAttribute,
): boolean {
  // A provider's user has no name but the one that the provider gave: an address is no proof here.
  if (user.identity !== undefined) return false;
  if (attribute === 'preferred_username') return pool.aliasAttributes.includes(attribute);
  const listed = [...pool.usernameAttributes, ...pool.aliasAttributes].includes(attribute);
  // An unproved address is a name only for whoever signed up with it.
  const held =
    user.attributes[`${attribute}_verified`] === 'true' || user.signUpAttribute === attribute;
  return listed && held;
}

function namesOf(pool: UserPoolSettings, user: User): readonly string[] {
  const attributes = ['email', 'phone_number', 'preferred_username'] as const;
  const aliases = attributes
    .filter((attribute) => isSignInName(pool, user, attribute))
    .map((attribute) => user.attributes[attribute])
    .filter((value) => value !== undefined);
  return [user.username, ...aliases].map((name) => normalizeName(pool, name));
}
