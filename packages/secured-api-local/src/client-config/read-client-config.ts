import type { IdentityPoolSettings } from '../cognito-identity/identity-pool-settings';
import type {
  OAuthSettings,
  PasswordPolicy,
  UserPoolClientSettings,
  UserPoolSettings,
} from '../cognito-idp/pool/user-pool-settings';
import type { ClientConfig, EndpointsConfig } from './client-config';
import { isClientConfig } from './is-client-config';

const CHARACTER_CLASSES = ['lowercase', 'uppercase', 'numbers', 'symbols'] as const;
const FLOWS = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'USER_AUTH', 'CUSTOM_AUTH'] as const;

/** A client config of this machine, which says where its services answer. */
export interface LocalClientConfig extends ClientConfig {
  readonly endpoints: EndpointsConfig;
  readonly developerConsole: string;
}

/** What is known of the template's parts when it has no config of its own. */
export interface ConfigSources {
  readonly region: string;
  readonly pools: readonly UserPoolSettings[];
  readonly clients: readonly UserPoolClientSettings[];
  readonly identityPools: readonly IdentityPoolSettings[];
  /** The URL of each API, by logical id. */
  readonly apis: Readonly<Record<string, string>>;
  /** The origin of each hosted login, by the id of its pool. */
  readonly logins: Readonly<Record<string, string>>;
}

/**
 * The config that a stack carries as its output `ClientConfig`, or one made from the template where
 * it has exactly one pool, client and identity pool; else `undefined`.
 */
export function readClientConfig(
  outputs: Readonly<Record<string, unknown>>,
  sources: ConfigSources,
): ClientConfig | undefined {
  const own = fromOutput(outputs.ClientConfig);
  return own === undefined ? fromTemplate(sources) : withRelyingParty(own, sources.pools);
}

/** Adds this machine's addresses to a config; what stands in for a web domain stands in here, too. */
export function withLocalEndpoints(
  config: ClientConfig,
  url: string,
  clients: readonly UserPoolClientSettings[],
): LocalClientConfig {
  const { hostedLogin } = config;
  const oauth = clients.find(({ id }) => id === config.userPoolClientId)?.oauth;
  return {
    ...config,
    ...(hostedLogin && oauth && { hostedLogin: { ...hostedLogin, ...redirectsOf(oauth) } }),
    endpoints: { userPool: `${url}/`, identityPool: `${url}/` },
    developerConsole: `${url}/_local/`,
  };
}

function redirectsOf({ callbackUrls, logoutUrls }: OAuthSettings) {
  return { redirectSignIn: [...callbackUrls], redirectSignOut: [...logoutUrls] };
}

/** Passkeys belong to the host that stands in for the web distribution's, here too. */
function withRelyingParty(config: ClientConfig, pools: readonly UserPoolSettings[]): ClientConfig {
  const { signIn } = config;
  const pool = pools.find(({ id }) => id === config.userPoolId);
  const passkeyRelyingPartyId = pool?.passkeys.relyingPartyId;
  if (passkeyRelyingPartyId === undefined || signIn.passkeyRelyingPartyId === undefined) {
    return config;
  }
  return { ...config, signIn: { ...signIn, passkeyRelyingPartyId } };
}

function fromOutput(output: unknown): ClientConfig | undefined {
  if (typeof output !== 'string') return undefined;
  try {
    const config: unknown = JSON.parse(output);
    return isClientConfig(config) ? config : undefined;
  } catch {
    return undefined;
  }
}

function fromTemplate(sources: ConfigSources): ClientConfig | undefined {
  const { region, pools, clients, identityPools, apis, logins } = sources;
  const [pool, client, identityPool] = [pools[0], clients[0], identityPools[0]];
  const single = pools.length === 1 && clients.length === 1 && identityPools.length === 1;
  if (!single || !pool || !client || !identityPool) return undefined;
  const login = logins[pool.id];
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
      flows: FLOWS.filter((flow) => client.authFlows.includes(`ALLOW_${flow}`)),
      mfa: pool.mfa.mode,
      ...(pool.firstFactors.includes('WEB_AUTHN') && {
        passkeyRelyingPartyId: pool.passkeys.relyingPartyId,
      }),
    },
    verification: 'code',
    passwordPolicy: {
      minLength: pool.passwordPolicy.minimumLength,
      requires: requires(pool.passwordPolicy),
    },
    ...(login !== undefined &&
      client.oauth && {
        hostedLogin: {
          url: login,
          ...redirectsOf(client.oauth),
          scopes: [...client.oauth.scopes],
          providers: [...client.oauth.providers],
        },
      }),
  };
}

function requires(policy: PasswordPolicy): ClientConfig['passwordPolicy']['requires'] {
  const asked = {
    lowercase: policy.requireLowercase,
    uppercase: policy.requireUppercase,
    numbers: policy.requireNumbers,
    symbols: policy.requireSymbols,
  };
  return CHARACTER_CLASSES.filter((name) => asked[name]);
}
