import { type Input, requiredText, textMap } from '../aws-endpoint/operation-input';
import { AwsError } from '../support/aws-error';
import type { Identity } from './identities';
import {
  assertGuestsAllowed,
  type IdentityPoolBackend,
  requirePool,
} from './identity-pool-backend';
import { type Login, verifyLogins } from './logins';

/** An identity, and the login by which it was proved; a guest has none. */
export interface Identified {
  readonly identity: Identity;
  readonly login: Login | undefined;
}

/** Who calls: the owner of the login that was given, or a guest. */
export function identify(backend: IdentityPoolBackend, input: Input): Identified {
  const { identities } = backend;
  const id = requiredText(input, 'IdentityId');
  const identity = identities.find(id);
  if (identity === undefined) {
    throw new AwsError('ResourceNotFoundException', `Identity '${id}' not found.`);
  }
  const pool = requirePool(backend, identity.poolId);
  const login = verifyLogins(backend, pool, textMap(input, 'Logins'));
  if (login !== undefined) return { identity: ownIdentity(backend, identity, login), login };
  if (identity.login !== undefined) throw forbidden(id);
  assertGuestsAllowed(pool);
  return { identity, login };
}

/** How a caller was authenticated, as tokens, events and trust policies tell it. */
export function amrOf(login: Login | undefined): string[] {
  return login === undefined ? ['unauthenticated'] : ['authenticated', login.provider, login.amr];
}

/**
 * The identity of the login. A guest may become the owner of a login that has no identity yet;
 * where it has one, the answer is for that one, and the guest stays who they were.
 */
function ownIdentity(
  { identities }: IdentityPoolBackend,
  identity: Identity,
  login: Login,
): Identity {
  const owned = identities.findByLogin(identity.poolId, login);
  if (owned?.id === identity.id) return owned;
  if (identity.login !== undefined) throw forbidden(identity.id);
  return owned ?? identities.claim(identity, login);
}

function forbidden(id: string): AwsError {
  return new AwsError('NotAuthorizedException', `Access to Identity '${id}' is forbidden.`);
}
