import { resolveApiTarget } from './api-target';
import type { AuthState } from './auth-state';
import type { AuthUser } from './auth-user';
import type { AwsCredentials } from './aws-credentials';
import type { ClientConfig } from './client-config';
import { type ClientInternals, setInternals } from './client-internals';
import { CognitoError } from './cognito-error';
import { createCredentialSource } from './credential-source';
import { createEngine, type Engine } from './engine';
import { followOtherTabs } from './follow-other-tabs';
import { createGetTokens } from './get-tokens';
import { createIdentityIds } from './identity-ids';
import type { IdentityPoolOperations } from './identity-pool-operations';
import {
  createMemoryStore,
  createStoredValue,
  joinStoredValues,
  type KeyValueStore,
  webStore,
} from './key-value-store';
import { loadPart } from './load-part';
import { completeReturn } from './redirect-return';
import { type Result, toResult } from './result';
import { createSessionRenewal } from './session-renewal';
import { createSessionStore, type SessionEvent } from './session-store';
import { parseSessionTokens, type Tokens } from './session-tokens';
import { createSignedFetch, type SignedFetch, type SignedFetchOptions } from './signed-fetch';
import type { UserPoolOperations } from './user-pool-operations';

/** A user pool's session in this browser, and what it gives access to. */
export interface CognitoClient {
  /**
   * Resolves once storage was read, and a return from the hosted login is complete: from then on the
   * state is not `loading`.
   */
  readonly ready: Promise<void>;
  getState(): AuthState;
  /** @returns stops listening */
  subscribe(listener: () => void): () => void;
  /**
   * Listens to what happens to the session; finding one in storage is no event.
   *
   * @returns stops listening
   */
  on(event: SessionEvent, listener: () => void): () => void;
  /** The user's tokens, renewed if needed; null if nobody is signed in. */
  getTokens(o?: { signal?: AbortSignal }): Promise<Tokens | null>;
  /** Renews the tokens at once, so that groups and claims are read again. */
  refresh(): Promise<Result<AuthUser>>;
  /** The user's identity id, or the guest's that is already known; null if there is neither. */
  identityId(): Promise<string | null>;
  /** The user's AWS credentials: hand it to an AWS SDK client. Rejects with `NotSignedIn`. */
  readonly credentials: () => Promise<AwsCredentials>;
  /** Creates a `fetch` that signs. */
  fetch(o?: SignedFetchOptions): SignedFetch;
  /**
   * Signs a link to a GET route, for an image or a download.
   *
   * Whoever has the link may use it until it expires or the credentials do.
   *
   * @param url a path of the only API, or an absolute URL
   */
  signUrl(url: string | URL, o: { expiresInSeconds: number }): Promise<string>;
  /**
   * Signs a user of the identity pool in by another provider's token: there are AWS credentials, and
   * no tokens and groups of the user pool. Call it again with a new token before that one runs out.
   *
   * @param i.provider `facebook`, `google`, `amazon`, `apple`, `twitter`, or the name that the identity
   * pool knows, such as `example.eu.auth0.com`
   */
  signInWithProviderToken(i: { provider: string; token: string }): Promise<Result<AuthUser>>;
  /** Stops listening to other tabs; the session stays. */
  dispose(): void;
}

/** Where sessions and credentials are kept. */
export interface CognitoClientOptions {
  /**
   * Where the session is kept: shared by all tabs, by one tab, or by nothing.
   *
   * @default 'local'
   */
  storage?: 'local' | 'session' | 'memory' | KeyValueStore;
  /**
   * Where AWS credentials are kept. `session` saves two requests after a reload, and lets
   * whatever script runs in the tab read them.
   *
   * @default 'memory'
   */
  credentialCache?: 'memory' | 'session';
}

/**
 * Creates the client of one user pool. Nothing is read or fetched before its first use.
 *
 * @example
 * const client = createCognitoClient(await loadClientConfig());
 * await client.ready;
 * const response = await client.fetch()('/private');
 *
 * @throws CognitoError `InsecureContext` on a page that is neither HTTPS nor localhost
 */
export function createCognitoClient(
  config: ClientConfig,
  options: CognitoClientOptions = {},
): CognitoClient {
  assertSecureContext();
  return createClientOn(createEngine(), config, options);
}

/** Creates a client that reaches the world by an engine. */
export function createClientOn(
  engine: Engine,
  config: ClientConfig,
  options: CognitoClientOptions,
): CognitoClient {
  const internals = createInternals(engine, config, options);
  const client = createFacade(internals);
  setInternals(client, internals);
  return client;
}

function assertSecureContext(): void {
  if (globalThis.isSecureContext !== false) return;
  const { host, port } = globalThis.location;
  const local = port === '' ? 'http://localhost' : `http://localhost:${port}`;
  const message = `the browser has no cryptography here, use https://${host} or ${local}`;
  throw new CognitoError('InsecureContext', message);
}

function createInternals(
  { clock, fetch, createCall }: Engine,
  config: ClientConfig,
  options: CognitoClientOptions,
): ClientInternals {
  const { region, userPoolClientId, userPoolId, identityPoolId, guests, endpoints } = config;
  const open = createOpen(options.storage ?? 'local');
  const cache = createOpen(options.credentialCache ?? 'memory');
  const key = `react-cognito-hooks.${userPoolClientId}.session`;
  const stored = createStoredValue(open, key, parseSessionTokens);
  const openTab = createOpen(options.storage === 'memory' ? 'memory' : 'session');
  const ofTab = createStoredValue(openTab, `${key}.tab`, parseSessionTokens);
  const store = createSessionStore(
    joinStoredValues(ofTab, stored, ({ tabOnly }) => tabOnly === true),
    clock,
    () => completeReturn(internals),
  );
  const callUserPool = createCall<UserPoolOperations>(
    endpoints?.userPool ?? `https://cognito-idp.${region}.amazonaws.com/`,
    'AWSCognitoIdentityProviderService',
  );
  // An operation by access token, or on a token's secret, already knows its app client.
  const userPool: typeof callUserPool = (operation, input, o) => {
    const knowsClient = 'AccessToken' in input || operation.endsWith('SoftwareToken');
    return callUserPool(
      operation,
      knowsClient ? input : { ClientId: userPoolClientId, ...input },
      o,
    );
  };
  const identityPool = createCall<IdentityPoolOperations>(
    endpoints?.identityPool ?? `https://cognito-identity.${region}.amazonaws.com/`,
    'AWSCognitoIdentityService',
  );
  const renew = createSessionRenewal(store, { call: userPool, lockName: key });
  const getTokens = createGetTokens(store, { renew, clock });
  const identityIds = createIdentityIds(open, identityPoolId);
  const credentials = createCredentialSource({
    ...{ identityPoolId, guests, store, identityIds, getTokens, clock, cache },
    loginProvider: `cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    call: identityPool,
  });
  const internals: ClientInternals = {
    ...{ config, clock, fetch, store, openStorage: open, lockName: key, userPool, identityPool },
    ...{ renew, getTokens, credentials, identityIds, openTab },
  };
  return internals;
}

function createOpen(storage: 'local' | 'session' | 'memory' | KeyValueStore): () => KeyValueStore {
  if (typeof storage === 'object') return () => storage;
  return storage === 'memory' ? createMemoryStore : () => webStore(storage);
}

function createFacade(internals: ClientInternals): CognitoClient {
  const { config, clock, store, renew, getTokens, credentials, identityIds } = internals;
  const listen = createListening(internals);
  return {
    get ready() {
      store.open();
      return store.returning() ?? Promise.resolve();
    },
    getState: store.getState,
    subscribe: (listener) => listen(() => store.changed.add(listener)),
    on: (event, listener) => listen(() => store.events[event].add(listener)),
    getTokens,
    refresh: () =>
      toResult(async () => {
        store.open();
        await renew();
        const state = store.getState();
        if (state.status === 'signedIn') return state.user;
        throw new CognitoError('NotSignedIn', 'nobody is signed in');
      }),
    async identityId() {
      return (await credentials.userIdentityId()) ?? identityIds.read(undefined) ?? null;
    },
    credentials: () => credentials.forUser(),
    fetch: (o) => createSignedFetch(internals, o),
    async signUrl(url, { expiresInSeconds }) {
      assertExpiry(expiresInSeconds);
      const target = resolveApiTarget(config, url);
      const { signQuery } = await loadPart(() => import('./sign-query'));
      const signer = await credentials.forUser();
      const scope = { region: target.region, service: 'execute-api', date: new Date(clock.now()) };
      return signQuery(target.url, signer, { ...scope, expiresInSeconds }).href;
    },
    signInWithProviderToken: (i) =>
      toResult(async () => {
        const { signInByProvider } = await loadPart(() => import('./provider-sign-in'));
        return signInByProvider(internals, i);
      }),
    dispose: listen.stop,
  };
}

/** AWS accepts one second to seven days. */
function assertExpiry(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 604_800) return;
  throw new RangeError(`expiresInSeconds is ${seconds}, expected a whole number from 1 to 604800`);
}

/** Follows other tabs from the first listener to the last. */
function createListening({ store }: ClientInternals) {
  let count = 0;
  let stopFollowing: (() => void) | undefined;
  const stop = () => {
    stopFollowing?.();
    stopFollowing = undefined;
  };
  const listen = (add: () => () => void) => {
    const remove = add();
    count += 1;
    if (count === 1) stopFollowing = followOtherTabs(store.reread);
    store.reread();
    let removed = false;
    return () => {
      if (removed) return;
      removed = true;
      remove();
      count -= 1;
      if (count === 0) stop();
    };
  };
  return Object.assign(listen, { stop });
}
