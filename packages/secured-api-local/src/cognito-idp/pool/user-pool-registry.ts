import { AwsError } from '../../support/aws-error';
import type {
  IdentityProviderSettings,
  ResourceServerSettings,
  UserPoolClientSettings,
  UserPoolDomainSettings,
  UserPoolGroupSettings,
  UserPoolSettings,
} from './user-pool-settings';

/** The pools, clients and groups that the template makes. */
export interface UserPoolRegistry {
  addPool(pool: UserPoolSettings): void;
  addClient(client: UserPoolClientSettings): void;
  addGroup(group: UserPoolGroupSettings): void;
  addDomain(domain: UserPoolDomainSettings): void;
  addResourceServer(server: ResourceServerSettings): void;
  addProvider(provider: IdentityProviderSettings): void;
  pools(): readonly UserPoolSettings[];
  clients(): readonly UserPoolClientSettings[];
  findPool(id: string): UserPoolSettings | undefined;
  /** @throws AwsError `ResourceNotFoundException` */
  pool(id: string): UserPoolSettings;
  /** @throws AwsError `ResourceNotFoundException` */
  client(id: string): UserPoolClientSettings;
  /** The groups of a pool in order of precedence, those without one last. */
  groups(poolId: string): readonly UserPoolGroupSettings[];
  providers(poolId: string): readonly IdentityProviderSettings[];
  domains(): readonly UserPoolDomainSettings[];
  /** Tells where the hosted login of a pool listens. */
  setLoginUrl(poolId: string, url: string): void;
  /** Where the hosted login of a pool listens, if it has one. */
  loginUrl(poolId: string): string | undefined;
  /** The scopes of a pool's own resource servers, such as `items/read`. */
  customScopes(poolId: string): readonly string[];
}

/** Makes an empty registry. */
export function createUserPoolRegistry(): UserPoolRegistry {
  const pools = new Map<string, UserPoolSettings>();
  const clients = new Map<string, UserPoolClientSettings>();
  const groups = new Map<string, UserPoolGroupSettings>();
  const domains = new Map<string, UserPoolDomainSettings>();
  const providers = new Map<string, IdentityProviderSettings>();
  const loginUrls = new Map<string, string>();
  const servers = new Map<string, ResourceServerSettings>();
  return {
    addPool: (pool) => {
      pools.set(pool.id, pool);
    },
    addClient: (client) => {
      clients.set(client.id, client);
    },
    addGroup: (group) => {
      groups.set(`${group.poolId}/${group.name}`, group);
    },
    addDomain: (domain) => {
      domains.set(domain.host, domain);
    },
    addResourceServer: (server) => {
      servers.set(`${server.poolId}/${server.identifier}`, server);
    },
    addProvider: (provider) => {
      providers.set(`${provider.poolId}/${provider.name}`, provider);
    },
    providers: (poolId) => [...providers.values()].filter((provider) => provider.poolId === poolId),
    domains: () => [...domains.values()],
    setLoginUrl: (poolId, url) => {
      loginUrls.set(poolId, url);
    },
    loginUrl: (poolId) => loginUrls.get(poolId),
    customScopes: (poolId) =>
      [...servers.values()]
        .filter((server) => server.poolId === poolId)
        .flatMap(({ identifier, scopes }) => scopes.map((scope) => `${identifier}/${scope}`)),
    pools: () => [...pools.values()],
    clients: () => [...clients.values()],
    findPool: (id) => pools.get(id),
    pool: (id) => found(pools.get(id), `User pool ${id} does not exist.`),
    client: (id) => found(clients.get(id), `User pool client ${id} does not exist.`),
    groups: (poolId) =>
      [...groups.values()].filter((group) => group.poolId === poolId).sort(byPrecedence),
  };
}

/** Orders groups by precedence, those of one precedence by name. */
export function byPrecedence(a: UserPoolGroupSettings, b: UserPoolGroupSettings): number {
  return precedenceOf(a) - precedenceOf(b) || (a.name < b.name ? -1 : 1);
}

/** The precedence of a group: a lower number comes first, and none comes last. */
export function precedenceOf({ precedence }: UserPoolGroupSettings): number {
  return precedence ?? Number.MAX_SAFE_INTEGER;
}

function found<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new AwsError('ResourceNotFoundException', message);
  return value;
}
