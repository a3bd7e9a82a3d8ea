import type { IdentityPoolSettings } from '../cognito-identity/identity-pool-settings';
import type {
  PasswordPolicy,
  UserPoolClientSettings,
  UserPoolSettings,
} from '../cognito-idp/user-pool-settings';

/** The non-secret values that a browser needs, version 1: the fields that this machine changes. */
export interface ClientConfig {
  readonly version: 1;
  readonly apis: Readonly<Record<string, { readonly url: string; readonly region: string }>>;
  /** Where Cognito's two services answer on this machine. */
  readonly endpoints?: { readonly userPool: string; readonly identityPool: string };
  /** The page with the inbox. */
  readonly developerConsole?: string;
  readonly [field: string]: unknown;
}

/** What is known of the template's parts when it has no config of its own. */
export interface ConfigSources {
  readonly region: string;
  readonly pools: readonly UserPoolSettings[];
  readonly clients: readonly UserPoolClientSettings[];
  readonly identityPools: readonly IdentityPoolSettings[];
  /** AWS's URL of each API, by logical id. */
  readonly apis: Readonly<Record<string, string>>;
}

/**
 * The config that a stack carries as its output `ClientConfig`, or one made from the template where
 * it has exactly one pool, client and identity pool; else `undefined`.
 */
export function readClientConfig(
  outputs: Readonly<Record<string, unknown>>,
  sources: ConfigSources,
): ClientConfig | undefined {
  return fromOutput(outputs.ClientConfig) ?? fromTemplate(sources);
}

/** Adds this machine's addresses to a config. */
export function withLocalEndpoints(config: ClientConfig, url: string): ClientConfig {
  return {
    ...config,
    endpoints: { userPool: `${url}/`, identityPool: `${url}/` },
    developerConsole: `${url}/_local/`,
  };
}

function fromOutput(output: unknown): ClientConfig | undefined {
  if (typeof output !== 'string') return undefined;
  try {
    const config: unknown = JSON.parse(output);
    return isVersion1(config) ? config : undefined;
  } catch {
    return undefined;
  }
}

function isVersion1(value: unknown): value is ClientConfig {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}

function fromTemplate(sources: ConfigSources): ClientConfig | undefined {
  const { region, pools, clients, identityPools, apis } = sources;
  const [pool, client, identityPool] = [pools[0], clients[0], identityPools[0]];
  const single = pools.length === 1 && clients.length === 1 && identityPools.length === 1;
  if (!single || !pool || !client || !identityPool) return undefined;
  const identifiers = [...pool.usernameAttributes, ...pool.aliasAttributes];
  return {
    version: 1,
    region,
    userPoolId: pool.id,
    userPoolClientId: client.id,
    identityPoolId: identityPool.id,
    apis: Object.fromEntries(Object.entries(apis).map(([id, url]) => [id, { url, region }])),
    guests: identityPool.allowUnauthenticated,
    signIn: {
      identifiers: pool.usernameAttributes.length > 0 ? identifiers : ['username', ...identifiers],
      selfSignUp: pool.selfSignUp,
      flows: client.authFlows
        .filter((flow) => !flow.endsWith('REFRESH_TOKEN_AUTH'))
        .map((flow) => flow.replace(/^ALLOW_/, '')),
      mfa: pool.mfa.mode,
    },
    verification: 'code',
    passwordPolicy: {
      minLength: pool.passwordPolicy.minimumLength,
      requires: requires(pool.passwordPolicy),
    },
  };
}

function requires(policy: PasswordPolicy): string[] {
  return [
    policy.requireLowercase ? 'lowercase' : '',
    policy.requireUppercase ? 'uppercase' : '',
    policy.requireNumbers ? 'numbers' : '',
    policy.requireSymbols ? 'symbols' : '',
  ].filter((name) => name !== '');
}
