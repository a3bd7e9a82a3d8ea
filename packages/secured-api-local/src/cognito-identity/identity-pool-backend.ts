import type { UserPools } from '../cognito-idp/user-pools';
import type { Services } from '../foundation';
import { AwsError } from '../support/aws-error';
import { createIdentities, type Identities } from './identities';
import type {
  IdentityPoolSettings,
  PrincipalTagSettings,
  RoleAttachmentSettings,
} from './identity-pool-settings';
import { createOpenIdTokens, type OpenIdTokens } from './open-id-tokens';
import { createProviderTokens, type ProviderTokens } from './provider-tokens';

/** What the operations of an identity pool work with. */
export interface IdentityPoolBackend {
  readonly services: Services;
  readonly userPools: UserPools;
  readonly providerTokens: ProviderTokens;
  readonly openIdTokens: OpenIdTokens;
  readonly identities: Identities;
  readonly pools: Map<string, IdentityPoolSettings>;
  readonly attachments: Map<string, RoleAttachmentSettings>;
  readonly principalTags: PrincipalTagSettings[];
}

/** Puts the parts of an identity pool together. */
export function createIdentityPoolBackend(
  services: Services,
  userPools: UserPools,
): IdentityPoolBackend {
  const { store, random, environment } = services;
  return {
    services,
    userPools,
    providerTokens: createProviderTokens(services),
    openIdTokens: createOpenIdTokens(services),
    identities: createIdentities(store, random, environment.region),
    pools: new Map(),
    attachments: new Map(),
    principalTags: [],
  };
}

/**
 * The pool of that id.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function requirePool({ pools }: IdentityPoolBackend, id: string): IdentityPoolSettings {
  const pool = pools.get(id);
  if (pool === undefined) {
    throw new AwsError('ResourceNotFoundException', `IdentityPool '${id}' not found.`);
  }
  return pool;
}

/**
 * Checks that a pool knows guests.
 *
 * @throws AwsError `NotAuthorizedException`
 */
export function assertGuestsAllowed(pool: IdentityPoolSettings): void {
  if (pool.allowUnauthenticated) return;
  throw new AwsError(
    'NotAuthorizedException',
    'Unauthenticated access is not supported for this identity pool.',
  );
}
