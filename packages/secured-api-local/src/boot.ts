import { provision } from './assembly/provision';
import type { AssemblyStack } from './assembly/read-manifest';
import { DEFAULT_WEB_ORIGIN } from './assembly/web-origin';
import { createDispatcher } from './aws-endpoint/create-dispatcher';
import { createEndpointServer } from './aws-endpoint/endpoint-server';
import {
  type LocalClientConfig,
  readClientConfig,
  withLocalEndpoints,
} from './client-config/read-client-config';
import { type Cloud, createCloud } from './cloud';
import { createConsole } from './console/console';
import { createStateChanges, type StateChanges } from './console/state-changes';
import { createTestUsers } from './create-test-users';
import type { Inbox } from './delivery/inbox';
import { describeStacks, type StackDescription } from './describe-stacks';
import type { Foundation } from './foundation';
import { listen } from './listen';
import type { Local, StartOptions } from './local';
import { computeMatrix } from './matrix/compute-matrix';
import { populate } from './populate';
import { type ProviderTokenRequest, providerToken } from './provider-token';
import { createReset } from './reset';
import { serveApis } from './serve-apis';
import { type ServedLogin, serveLogins } from './serve-logins';
import { splitEndpoints } from './split-endpoints';
import { keptCertificate } from './state/kept-certificate';
import { answerWebIdentity } from './sts/web-identity-endpoint';
import type { AdjustableClock } from './support/clock';
import type { LoopbackServer } from './support/loopback-server';
import { RequestLog } from './support/request-log';
import type { NewUser } from './test-users';

const DEFAULT_PORT = 4000;

/** What a run is booted from. */
export interface BootOptions {
  readonly stacks: readonly AssemblyStack[];
  readonly foundation: Foundation;
  readonly masterKey: Buffer;
  readonly clock: AdjustableClock;
  readonly options: StartOptions;
  readonly inbox: Inbox;
  /** Users to make before it is ready. */
  readonly seed: readonly NewUser[];
}

/** What changes while a run starts: the addresses, and the config that holds them. */
interface Addresses {
  url: string;
  config: LocalClientConfig | null;
  readonly logins: ServedLogin[];
}

/**
 * Makes the services, provisions the stacks and opens the servers; on any error closes them. The
 * store outlives what is booted.
 */
export async function boot({
  stacks,
  foundation,
  masterKey,
  clock,
  options,
  inbox,
  seed,
}: BootOptions): Promise<Local> {
  const { environment, store } = foundation;
  const requests = new RequestLog();
  const addresses: Addresses = { url: '', config: null, logins: [] };
  const { services, webServers } = splitEndpoints(options.endpoints ?? {});
  const webOrigin = options.webOrigin ?? DEFAULT_WEB_ORIGIN;
  const cloud = createCloud({
    foundation,
    webOrigin,
    masterKey,
    delivery: inbox,
    endpoints: () => ({ aws: addresses.url, others: services }),
    assetFolder: (key) => stacks.map(({ assets }) => assets.get(key)).find((path) => path),
    commands: options.functions ?? {},
    withoutThreatProtection: options.withoutThreatProtection ?? false,
  });
  const opened: { close(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(opened.map((server) => server.close()));
    await cloud.functions.stop();
  };
  try {
    const provisioned = provision(stacks, {
      environment,
      providers: cloud.providers,
      parameters: options.parameters ?? {},
      webOrigin,
    });
    cloud.functions.assertCommandsUsed();
    // A pool's key is made up when it is first asked for: now, so that it is kept before a token is.
    for (const { id } of cloud.userPools.pools()) cloud.userPools.jwks(id);
    await store.durable();
    const users = createTestUsers({ cloud, foundation, config: () => addresses.config });
    const token = foundation.random.bytes(32).toString('base64url');
    const reset = createReset({ cloud, foundation, clock, inbox, requests, users, seed });
    const tokenOf = (request: ProviderTokenRequest): string =>
      providerToken(cloud.identityPools, request);
    const changes = createStateChanges({
      token,
      reset,
      providerToken: tokenOf,
      createUser: users.createUser,
      advanceClock: clock.advance,
    });
    const endpoint = endpointServer({ cloud, foundation, inbox, requests, addresses, changes });
    opened.push(endpoint);
    const port = await listen(endpoint, options.port ?? DEFAULT_PORT, options.port !== undefined);
    addresses.url = `http://localhost:${port}`;
    const apis = await serveApis({
      foundation,
      cloud,
      requests,
      firstPort: options.port === 0 ? 0 : port + 1,
      throttled: options.throttled ?? true,
      trailingSlash: options.trailingSlash ?? '404',
      webServers,
    });
    opened.push(...apis);
    const nextPort = options.port === 0 ? 0 : port + 1 + apis.length;
    const tls = options.https
      ? await keptCertificate(options.stateDirectory, clock.now())
      : undefined;
    addresses.logins.push(
      ...(await serveLogins({ foundation, cloud, requests, firstPort: nextPort, tls })),
    );
    opened.push(...addresses.logins);
    const description = describeStacks(provisioned, apis, addresses.logins);
    addresses.config = configOf(description, cloud, foundation, addresses.url);
    const { administrator } = cloud.tokenService;
    await populate({ ...cloud, users, seed });
    const own = { token, providerToken: tokenOf, administrator };
    const run = { ...own, inbox, clock, reset, stop };
    const { url, config } = addresses;
    return { ...description, url, config, ...users, ...run };
  } catch (error) {
    await stop();
    throw error;
  }
}

function configOf(
  { outputs, apis, logins, userPools: ids }: StackDescription,
  { userPools, identityPools }: Cloud,
  { environment }: Foundation,
  url: string,
): LocalClientConfig | null {
  const config = readClientConfig(outputs, {
    region: environment.region,
    pools: userPools.pools(),
    clients: userPools.clients(),
    identityPools: identityPools.pools(),
    apis: Object.fromEntries(Object.entries(apis).map(([id, api]) => [id, api.url])),
    logins: Object.fromEntries(Object.entries(logins).map(([id, origin]) => [ids[id], origin])),
  });
  return config ? withLocalEndpoints(config, url, userPools.clients()) : null;
}

function endpointServer({
  cloud,
  foundation,
  inbox,
  requests,
  addresses,
  changes,
}: {
  readonly cloud: Cloud;
  readonly foundation: Foundation;
  readonly inbox: Inbox;
  readonly requests: RequestLog;
  readonly addresses: Addresses;
  readonly changes: StateChanges;
}): LoopbackServer {
  const { userPools, identityPools } = cloud;
  const dispatch = createDispatcher({
    ...foundation,
    requests,
    ...cloud,
    services: [userPools.service, identityPools.service, cloud.kms],
  });
  return createEndpointServer({
    ...foundation,
    changes,
    wellKnown: (poolId, name) =>
      name === 'jwks.json'
        ? userPools.jwks(poolId)
        : userPools.openidConfiguration(
            poolId,
            addresses.url,
            addresses.logins.find((login) => login.poolId === poolId)?.url,
          ),
    dispatch: async (request) =>
      answerWebIdentity(request, {
        ...foundation,
        ...cloud,
        identityOf: identityPools.identityOf,
      }) ?? dispatch(request),
    console: createConsole({
      inbox: () => ({ messages: inbox.list() }),
      users: () => ({ users: userPools.describeUsers() }),
      requests: () => ({ requests: requests.list() }),
      config: () => addresses.config,
      matrix: () => computeMatrix(cloud, foundation),
    }),
  });
}
