import { assertModelled } from '../../src/assembly/modelled-properties';
import { createIdentityPools } from '../../src/cognito-identity/identity-pools';
import { createUserPools } from '../../src/cognito-idp/user-pools';
import { createInbox } from '../../src/delivery/inbox';
import type { Services } from '../../src/foundation';
import { createKeys } from '../../src/kms/keys';
import { cognitoIdentityPool } from '../../src/resources/cognito-identity-pool';
import { cognitoIdentityPoolPrincipalTag } from '../../src/resources/cognito-identity-pool-principal-tag';
import { cognitoIdentityPoolRoleAttachment } from '../../src/resources/cognito-identity-pool-role-attachment';
import { cognitoManagedLoginBranding } from '../../src/resources/cognito-managed-login-branding';
import { cognitoUserPool } from '../../src/resources/cognito-user-pool';
import { cognitoUserPoolClient } from '../../src/resources/cognito-user-pool-client';
import { cognitoUserPoolDomain } from '../../src/resources/cognito-user-pool-domain';
import { cognitoUserPoolGroup } from '../../src/resources/cognito-user-pool-group';
import { cognitoUserPoolIdentityProvider } from '../../src/resources/cognito-user-pool-identity-provider';
import { cognitoUserPoolResourceServer } from '../../src/resources/cognito-user-pool-resource-server';
import { iamOidcProvider } from '../../src/resources/iam-oidc-provider';
import { kmsKey } from '../../src/resources/kms-key';
import type { OidcProviders } from '../../src/resources/oidc-providers';
import type { Provisioned } from '../../src/resources/provider';
import { createMemoryStore } from '../../src/state/memory-store';
import type { Store } from '../../src/state/store';
import { createClock } from '../../src/support/clock';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT } from '../environment';

/** Cognito's resources without the rest of a template. */
export function createCognito(store: Store = createMemoryStore()) {
  const clock = createClock();
  const random = createRandom();
  const keys = createKeys({ environment: ENVIRONMENT, clock, random, store });
  const services: Services = {
    environment: ENVIRONMENT,
    clock,
    random,
    store,
    log: { info: () => undefined, warn: () => undefined },
    functions: { invoke: async () => ({ outcome: 'refused' }), send: () => 'refused' },
    keys,
    tokenService: {
      assumeRoleWithWebIdentity: () => {
        throw new Error('not used here');
      },
    },
  };
  const userPools = createUserPools(services, createInbox(services));
  const identityPools = createIdentityPools(services, userPools);
  const oidcProviders: OidcProviders = new Map();
  const providers = [
    kmsKey(keys, services),
    cognitoUserPool(userPools, {
      ...services,
      webOrigin: 'http://localhost:5173',
      withoutThreatProtection: false,
    }),
    cognitoUserPoolClient(userPools, services),
    cognitoUserPoolDomain(userPools, services),
    cognitoUserPoolGroup(userPools),
    cognitoUserPoolIdentityProvider(userPools),
    cognitoUserPoolResourceServer(userPools),
    cognitoManagedLoginBranding(services),
    cognitoIdentityPool(identityPools, oidcProviders, services),
    cognitoIdentityPoolPrincipalTag(identityPools),
    iamOidcProvider(oidcProviders, services),
    cognitoIdentityPoolRoleAttachment(identityPools),
  ];

  /** Checks and makes a resource of a type such as `UserPool`. */
  const make = (
    type: string,
    properties: Readonly<Record<string, unknown>> = {},
    logicalId = type,
  ): Provisioned => {
    const provider = providers.find((candidate) => candidate.type.endsWith(`::${type}`));
    if (provider === undefined) throw new Error(`no provider of ${type}`);
    const resource = {
      stackName: 'Stack',
      logicalId,
      type: provider.type,
      properties,
      metadata: {},
    };
    assertModelled(provider, resource);
    return provider.provision(resource);
  };
  return { userPools, identityPools, make };
}
