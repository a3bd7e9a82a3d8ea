import type { AwsService } from '../aws-endpoint/operation';
import type { UserPools } from '../cognito-idp/user-pools';
import type { Services } from '../foundation';
import type { CognitoIdentity } from '../sts/token-service';
import { createIdentityPoolBackend } from './identity-pool-backend';
import type {
  IdentityPoolSettings,
  PrincipalTagSettings,
  RoleAttachmentSettings,
} from './identity-pool-settings';
import { getCredentialsForIdentity } from './operations/get-credentials-for-identity';
import { getId } from './operations/get-id';
import { getOpenIdToken } from './operations/get-open-id-token';
import type { ProviderSubject } from './provider-tokens';

/** Cognito's identity pools. */
export interface IdentityPools {
  readonly service: AwsService;
  add(pool: IdentityPoolSettings): void;
  attachRoles(attachment: RoleAttachmentSettings): void;
  tagSessions(settings: PrincipalTagSettings): void;
  /** Whether a pool hands its users' sessions tags. */
  hasSessionTags(poolId: string): boolean;
  /** What the template made, for whoever builds a client config. */
  pools(): readonly IdentityPoolSettings[];
  /**
   * A token of a provider that some identity pool takes, signed in the provider's place.
   *
   * @param loginName - what a `Logins` map calls the provider
   * @returns `undefined` where no identity pool has the provider
   */
  providerToken(loginName: string, who: ProviderSubject): string | undefined;
  /** Who a token of `GetOpenIdToken` names; `undefined` for any other token. */
  identityOf(token: string): CognitoIdentity | 'expired' | undefined;
  /** The roles attached to a pool, if any are. */
  rolesOf(poolId: string): RoleAttachmentSettings | undefined;
}

/** Makes identity pools that trust `userPools`, and assume roles by the token service. */
export function createIdentityPools(services: Services, userPools: UserPools): IdentityPools {
  const backend = createIdentityPoolBackend(services, userPools);
  return {
    service: {
      targetPrefix: 'AWSCognitoIdentityService',
      signingName: 'cognito-identity',
      operations: [getId, getCredentialsForIdentity, getOpenIdToken].map((make) => make(backend)),
    },
    add: (pool) => {
      backend.pools.set(pool.id, pool);
    },
    attachRoles: (attachment) => {
      backend.attachments.set(attachment.identityPoolId, attachment);
    },
    tagSessions: (settings) => {
      backend.principalTags.push(settings);
    },
    hasSessionTags: (poolId) =>
      backend.principalTags.some(({ identityPoolId }) => identityPoolId === poolId),
    providerToken: (loginName, who) => {
      const providers = [...backend.pools.values()].flatMap((pool) => pool.directProviders);
      const provider = providers.find((candidate) => candidate.loginName === loginName);
      return provider && backend.providerTokens.issue(provider, who);
    },
    identityOf: backend.openIdTokens.verify,
    pools: () => [...backend.pools.values()],
    rolesOf: (poolId) => backend.attachments.get(poolId),
  };
}
