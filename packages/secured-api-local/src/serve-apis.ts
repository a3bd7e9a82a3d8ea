import type { Cloud } from './cloud';
import type { JsonWebKeySet } from './cognito-idp/tokens/signing-keys';
import type { Foundation } from './foundation';
import type { RegisteredApi } from './http-api/api-registry';
import { createApiServer } from './http-api/api-server';
import type { ApiMappingSettings } from './http-api/api-settings';
import { HttpApi } from './http-api/http-api';
import { createIamAuthorizer } from './http-api/iam-authorizer';
import { createJwtAuthorizer, type JwtAuthorizer } from './http-api/jwt-authorizer';
import { createLambdaAuthorizer, type LambdaAuthorizer } from './http-api/lambda-authorizer';
import { createThrottle } from './http-api/throttle';
import { listen } from './listen';
import { LocalRuntimeError } from './support/local-runtime-error';
import type { RequestLog } from './support/request-log';

/** Options of serving APIs. */
export interface ServeApisOptions {
  readonly foundation: Foundation;
  readonly cloud: Cloud;
  readonly requests: RequestLog;
  /** The first port to try; 0 takes any. */
  readonly firstPort: number;
  readonly throttled: boolean;
  readonly trailingSlash: '404' | 'match';
  /** What stands in for a web server of elsewhere, by origin. */
  readonly webServers: Readonly<Record<string, string>>;
}

/** An API that listens. */
export interface ServedApi {
  readonly id: string;
  /** Such as `http://localhost:4001`. */
  readonly url: string;
  /** Where it answers at domains on AWS. */
  readonly mappings: readonly ApiMappingSettings[];
  close(): Promise<void>;
}

/** Serves every API of the template, each on a port of its own. */
export async function serveApis(options: ServeApisOptions): Promise<ServedApi[]> {
  const served: ServedApi[] = [];
  try {
    for (const api of options.cloud.apis.list()) {
      const first = options.firstPort === 0 ? 0 : options.firstPort + served.length;
      served.push(await serveApi(api, first, options));
    }
    return served;
  } catch (error) {
    await Promise.all(served.map((api) => api.close()));
    throw error;
  }
}

async function serveApi(
  api: RegisteredApi,
  firstPort: number,
  options: ServeApisOptions,
): Promise<ServedApi> {
  const { logicalId, apiId } = api.settings;
  const server = createApiServer({
    ...options.foundation,
    name: logicalId,
    requests: options.requests,
    api: createHttpApi(api, options),
  });
  const port = await listen(server, firstPort, false);
  return {
    id: apiId,
    url: `http://localhost:${port}`,
    mappings: api.mappings,
    close: () => server.close(),
  };
}

function createHttpApi(api: RegisteredApi, options: ServeApisOptions): HttpApi {
  const { foundation, cloud, throttled, trailingSlash, webServers } = options;
  const { clock } = foundation;
  return new HttpApi({
    ...foundation,
    api: api.settings,
    routes: api.routes,
    integrations: api.integrations,
    stages: api.stages.map((settings) => ({
      settings,
      throttle: throttled ? createThrottle(settings, clock.now) : () => true,
    })),
    authorizeIam: createIamAuthorizer({ ...foundation, ...cloud }),
    jwtAuthorizers: jwtAuthorizers(api, options),
    lambdaAuthorizers: lambdaAuthorizers(api, options),
    functions: cloud.functions,
    webServers,
    trailingSlash,
  });
}

function jwtAuthorizers(
  { authorizers }: RegisteredApi,
  { foundation, cloud }: ServeApisOptions,
): Map<string, JwtAuthorizer> {
  const made = [...authorizers].flatMap(([id, settings]) => {
    if (settings.kind !== 'jwt') return [];
    const poolId = settings.issuer.split('/').at(-1) ?? '';
    const keys = (): JsonWebKeySet => cloud.userPools.jwks(poolId) ?? { keys: [] };
    if (keys().keys.length === 0 || cloud.userPools.issuer(poolId) !== settings.issuer) {
      throw new LocalRuntimeError(
        'ForeignIssuer',
        `authorizer '${id}' trusts the issuer '${settings.issuer}', which is no user pool of the template`,
        'leave the authorizer out of the local stack: no other issuer can be asked offline',
      );
    }
    const authorizer = createJwtAuthorizer(settings, keys, foundation.clock);
    return [[id, authorizer] as const];
  });
  return new Map(made);
}

function lambdaAuthorizers(
  { settings: { apiId }, authorizers }: RegisteredApi,
  { foundation: { clock, environment }, cloud: { functions } }: ServeApisOptions,
): Map<string, LambdaAuthorizer> {
  const { partition, region, accountId } = environment;
  const base = `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/authorizers`;
  const made = [...authorizers].flatMap(([id, settings]) => {
    if (settings.kind !== 'lambda') return [];
    const options = { clock, functions, accountId, authorizerArn: `${base}/${id}` };
    return [[id, createLambdaAuthorizer(settings, options)] as const];
  });
  return new Map(made);
}
