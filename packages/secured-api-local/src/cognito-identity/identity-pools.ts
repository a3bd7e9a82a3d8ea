import type { AwsService } from '../aws-endpoint/operation';
import type { UserPools } from '../cognito-idp/user-pools';
import type { Services } from '../foundation';
import { createIdentityPoolBackend } from './identity-pool-backend';
import type { IdentityPoolSettings, RoleAttachmentSettings } from './identity-pool-settings';
import { getCredentialsForIdentity } from './operations/get-credentials-for-identity';
import { getId } from './operations/get-id';
import { getOpenIdToken } from './operations/get-open-id-token';

/** Cognito's identity pools. */
export interface IdentityPools {
  readonly service: AwsService;
  add(pool: IdentityPoolSettings): void;
  attachRoles(attachment: RoleAttachmentSettings): void;
  /** What the template made, for whoever builds a client config. */
  pools(): readonly IdentityPoolSettings[];
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
    pools: () => [...backend.pools.values()],
    rolesOf: (poolId) => backend.attachments.get(poolId),
  };
}
