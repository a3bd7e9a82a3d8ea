import type { Store } from '../state/store';
import type { Random } from '../support/random';
import type { Login } from './logins';

/** Somebody that an identity pool knows: a guest, or the owner of one login. */
export interface Identity {
  readonly id: string;
  readonly poolId: string;
  /** Left out for a guest. */
  readonly login?: { readonly provider: string; readonly sub: string };
}

/** The identities of every pool. */
export interface Identities {
  find(id: string): Identity | undefined;
  /** The identity of a login in a pool, made when it is first asked for. */
  ofLogin(poolId: string, login: Login): Identity;
  /** The identity of a login, if it has one yet. */
  findByLogin(poolId: string, login: Login): Identity | undefined;
  newGuest(poolId: string): Identity;
  /** Turns a guest into the owner of a login that has no identity yet. */
  claim(guest: Identity, login: Login): Identity;
}

/** Keeps identities in the store, with an index of logins beside them. */
export function createIdentities(store: Store, random: Random, region: string): Identities {
  const identities = store.collection<Identity>('identities');
  const byLogin = store.collection<string>('identity-logins');
  const keyOf = (poolId: string, { provider, sub }: Login): string =>
    JSON.stringify([poolId, provider, sub]);

  const findByLogin = (poolId: string, login: Login): Identity | undefined => {
    const id = byLogin.get(keyOf(poolId, login));
    return id === undefined ? undefined : identities.get(id);
  };

  const own = (id: string, poolId: string, login: Login): Identity => {
    const { provider, sub } = login;
    const identity = { id, poolId, login: { provider, sub } };
    identities.set(id, identity);
    byLogin.set(keyOf(poolId, login), id);
    return identity;
  };

  const newId = (): string => `${region}:${random.uuid()}`;

  return {
    find: (id) => identities.get(id),
    findByLogin,
    ofLogin: (poolId, login) => findByLogin(poolId, login) ?? own(newId(), poolId, login),
    newGuest: (poolId) => {
      const identity = { id: newId(), poolId };
      identities.set(identity.id, identity);
      return identity;
    },
    claim: ({ id, poolId }, login) => own(id, poolId, login),
  };
}
