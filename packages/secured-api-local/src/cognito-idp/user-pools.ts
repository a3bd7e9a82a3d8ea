import type { AwsService } from '../aws-endpoint/operation';
import type { Delivery } from '../delivery/inbox';
import type { Services } from '../foundation';
import { createWholeUser, type WholeUser } from './create-whole-user';
import { providerGroup } from './hosted-login/federated-user';
import {
  createHostedLogin,
  type HostedLogin,
  type HostedLoginOptions,
} from './hosted-login/hosted-login';
import type {
  IdentityProviderSettings,
  ResourceServerSettings,
  UserPoolClientSettings,
  UserPoolDomainSettings,
  UserPoolGroupSettings,
  UserPoolSettings,
} from './pool/user-pool-settings';
import { signInWithoutProof, type TestSession } from './sign-in/sign-in-without-proof';
import { createTemplateUsers, type TemplateUsers } from './template-users';
import type { Claims } from './tokens/jwt';
import { type JsonWebKeySet, toJsonWebKeySet } from './tokens/signing-keys';
import { issuerOf } from './tokens/token-issuer';
import type { IdTokenAudience, VerifiedToken } from './tokens/token-verifier';
import { createUserPoolBackend } from './user-pool-backend';
import { USER_POOL_OPERATIONS } from './user-pool-operations';
import { attributesOf } from './users/user';

/** A user as the developer console shows them: nothing secret. */
export interface ConsoleUser {
  readonly poolId: string;
  readonly username: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

/** Cognito's user pools. */
export interface UserPools {
  readonly service: AwsService;
  add(pool: UserPoolSettings): void;
  addClient(client: UserPoolClientSettings): void;
  addGroup(group: UserPoolGroupSettings): void;
  addDomain(domain: UserPoolDomainSettings): void;
  addResourceServer(server: ResourceServerSettings): void;
  addProvider(provider: IdentityProviderSettings): void;
  /** Who is there because the template says so. */
  readonly templateUsers: TemplateUsers;
  /** What the template made, for whoever builds a client config. */
  pools(): readonly UserPoolSettings[];
  clients(): readonly UserPoolClientSettings[];
  /** The groups of a pool in order of precedence. */
  groups(poolId: string): readonly UserPoolGroupSettings[];
  domains(): readonly UserPoolDomainSettings[];
  /** Tells where the hosted login of a pool listens, for the links of its e-mails. */
  setLoginUrl(poolId: string, url: string): void;
  /** Scopes of a pool's own resource servers. */
  customScopes(poolId: string): readonly string[];
  /** Names of the providers that a pool federates with. */
  providerNames(poolId: string): readonly string[];
  /** The hosted login of a pool. */
  hostedLogin(poolId: string, options: HostedLoginOptions): HostedLogin;
  /** The public keys of a pool, or `undefined` where there is no such pool. */
  jwks(poolId: string): JsonWebKeySet | undefined;
  /**
   * The discovery document of a pool that is served under `baseUrl`.
   *
   * @param loginUrl - the origin of its hosted login, if it has one
   */
  openidConfiguration(poolId: string, baseUrl: string, loginUrl?: string): Claims | undefined;
  /** The issuer in the tokens of a pool. */
  issuer(poolId: string): string;
  /** Checks signature, issuer, use, audience and time of an id token. */
  verifyIdToken(token: string, audience: IdTokenAudience): VerifiedToken;
  /** Whether the session of verified claims goes on, and its user exists and is enabled. */
  tokenIsLive(claims: Claims): boolean;
  describeUsers(): readonly ConsoleUser[];
  /** Makes a user who has groups, a lasting password and a second factor from the first moment on. */
  createWholeUser(user: WholeUser): Promise<void>;
  /** Opens a session for a user as if every proof had been given. */
  signIn(clientId: string, username: string): Promise<TestSession>;
}

/** Makes user pools that send their codes by `delivery`. */
export function createUserPools(services: Services, delivery: Delivery): UserPools {
  const backend = createUserPoolBackend(services, delivery);
  const { registry, directory, groups, verifier, signingKey, environment } = backend;
  const issuer = (poolId: string): string => issuerOf(environment.region, poolId);
  const addGroup = (group: UserPoolGroupSettings): void => {
    registry.addGroup(group);
    groups.datesOf(group);
  };
  return {
    service: {
      targetPrefix: 'AWSCognitoIdentityProviderService',
      signingName: 'cognito-idp',
      operations: USER_POOL_OPERATIONS.map((operation) => operation(backend)),
    },
    add: registry.addPool,
    addClient: registry.addClient,
    addGroup,
    addDomain: registry.addDomain,
    addResourceServer: registry.addResourceServer,
    addProvider: (provider) => {
      const { poolId, name } = provider;
      registry.addProvider(provider);
      addGroup({ poolId, name: providerGroup(poolId, name) });
    },
    templateUsers: createTemplateUsers(backend),
    pools: registry.pools,
    clients: registry.clients,
    groups: registry.groups,
    domains: registry.domains,
    setLoginUrl: registry.setLoginUrl,
    customScopes: registry.customScopes,
    providerNames: (poolId) => registry.providers(poolId).map(({ name }) => name),
    hostedLogin: (poolId, options) => createHostedLogin(backend, registry.pool(poolId), options),
    jwks: (poolId) => {
      if (registry.findPool(poolId) === undefined) return undefined;
      return toJsonWebKeySet(signingKey());
    },
    openidConfiguration: (poolId, baseUrl, loginUrl) => {
      if (registry.findPool(poolId) === undefined) return undefined;
      return {
        id_token_signing_alg_values_supported: ['RS256'],
        issuer: issuer(poolId),
        jwks_uri: `${baseUrl}/${poolId}/.well-known/jwks.json`,
        response_types_supported: ['code', 'token'],
        scopes_supported: ['openid', 'email', 'phone', 'profile'],
        subject_types_supported: ['public'],
        ...(loginUrl !== undefined && loginEndpoints(loginUrl)),
      };
    },
    issuer,
    verifyIdToken: verifier.verifyIdToken,
    tokenIsLive: verifier.isLive,
    createWholeUser: (user) => createWholeUser(backend, user),
    signIn: (clientId, username) => signInWithoutProof(backend, clientId, username),
    describeUsers: () =>
      directory.list().map((user) => ({
        poolId: user.poolId,
        username: user.username,
        status: user.status,
        enabled: user.enabled,
        attributes: attributesOf(user),
        groups: user.groups,
      })),
  };
}

function loginEndpoints(url: string): Claims {
  return {
    authorization_endpoint: `${url}/oauth2/authorize`,
    end_session_endpoint: `${url}/logout`,
    revocation_endpoint: `${url}/oauth2/revoke`,
    token_endpoint: `${url}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${url}/oauth2/userInfo`,
  };
}
