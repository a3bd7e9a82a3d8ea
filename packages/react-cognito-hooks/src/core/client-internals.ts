import type { Call } from './aws-json';
import type { ClientConfig } from './client-config';
import type { Clock } from './clock';
import type { CredentialSource } from './credential-source';
import type { GetTokens } from './get-tokens';
import type { IdentityIds } from './identity-ids';
import type { IdentityPoolOperations } from './identity-pool-operations';
import type { KeyValueStore } from './key-value-store';
import type { RenewSession } from './session-renewal';
import type { SessionStore } from './session-store';
import type { UserPoolOperations } from './user-pool-operations';

/** What a client is made of: flows and hooks are functions of it. */
export interface ClientInternals {
  readonly config: ClientConfig;
  readonly clock: Clock;
  /** Sends the calls of an API. */
  readonly fetch: typeof fetch;
  readonly store: SessionStore;
  /** Opens what sessions are kept in. */
  readonly openStorage: () => KeyValueStore;
  /** The lock of the session, between tabs. */
  readonly lockName: string;
  /** Calls the user pool; the client id is added. */
  readonly userPool: Call<UserPoolOperations>;
  readonly identityPool: Call<IdentityPoolOperations>;
  readonly renew: RenewSession;
  readonly getTokens: GetTokens;
  readonly credentials: CredentialSource;
  readonly identityIds: IdentityIds;
  /** Opens the storage of this tab, or memory where the session is kept in memory. */
  readonly openTab: () => KeyValueStore;
}

const byClient = new WeakMap<object, ClientInternals>();

/** Remembers what a client is made of. */
export function setInternals(client: object, internals: ClientInternals): void {
  byClient.set(client, internals);
}

/**
 * What a client is made of.
 *
 * @throws TypeError if `createCognitoClient` of this copy of the package did not make it
 */
export function internalsOf(client: object): ClientInternals {
  const internals = byClient.get(client);
  if (internals !== undefined) return internals;
  throw new TypeError('the client is not one that createCognitoClient of this package returned');
}

/**
 * Makes one value a client, at the first use.
 *
 * A client that never uses a flow neither runs nor bundles it.
 */
export function perClient<T>(create: (internals: ClientInternals) => T): (client: object) => T {
  const values = new WeakMap<object, T>();
  return (client) => {
    const known = values.get(client);
    if (known !== undefined) return known;
    const value = create(internalsOf(client));
    values.set(client, value);
    return value;
  };
}
