import type {
  ApiSettings,
  IntegrationSettings,
  RouteSettings,
  StageSettings,
} from '../../src/http-api/api-settings';
import { type Handled, HttpApi, type HttpApiOptions } from '../../src/http-api/http-api';
import { createThrottle } from '../../src/http-api/throttle';
import type { Caller, InvokeAnswer } from '../../src/lambda/functions';
import { type AdjustableClock, type Clock, createClock } from '../../src/support/clock';
import { createRandom } from '../../src/support/random';
import { ENVIRONMENT, START } from '../environment';

export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:f';

/** One call of the function behind the fixture's routes. */
export interface Invocation {
  readonly event: Record<string, unknown>;
  readonly caller: Caller;
}

/** What a test sends; the method is `GET` and the body empty where it says nothing. */
export interface Sent {
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
}

/** What a test changes. */
export interface ApiFixtureOptions {
  readonly routes?: readonly (string | RouteSettings)[];
  readonly cors?: ApiSettings['cors'];
  readonly stages?: readonly Partial<StageSettings>[];
  readonly timeoutMs?: number;
  readonly trailingSlash?: HttpApiOptions['trailingSlash'];
  readonly authorizeIam?: HttpApiOptions['authorizeIam'];
  readonly jwtAuthorizers?: HttpApiOptions['jwtAuthorizers'];
  readonly lambdaAuthorizers?: (clock: Clock) => HttpApiOptions['lambdaAuthorizers'];
  readonly integration?: IntegrationSettings;
  readonly webServers?: HttpApiOptions['webServers'];
  readonly invoke?: () => InvokeAnswer | Promise<InvokeAnswer>;
}

/** An API without a server, whose routes are open unless a test says more. */
export interface ApiFixture {
  readonly api: HttpApi;
  readonly clock: AdjustableClock;
  readonly invocations: Invocation[];
  send(target: string, sent?: Sent): Promise<Handled>;
}

export function createApiFixture(options: ApiFixtureOptions = {}): ApiFixture {
  const clock = createClock(() => START);
  const invocations: Invocation[] = [];
  const stages = (options.stages ?? [{}]).map((stage) => ({
    name: '$default',
    throttle: undefined,
    routeThrottle: new Map(),
    variables: {},
    ...stage,
  }));
  const api = new HttpApi({
    api: { logicalId: 'Api', apiId: 'abcdefghij', name: 'api', cors: options.cors },
    routes: (options.routes ?? ['GET /hello']).map((route) =>
      typeof route === 'string' ? openRoute(route) : route,
    ),
    integrations: new Map([
      [
        'f',
        options.integration ?? {
          kind: 'function',
          functionArn: FUNCTION_ARN,
          timeoutMs: options.timeoutMs ?? 30_000,
        },
      ],
    ]),
    stages: stages.map((settings) => ({ settings, throttle: createThrottle(settings, clock.now) })),
    authorizeIam:
      options.authorizeIam ?? (() => ({ allowed: false, status: 403, reason: 'nobody may' })),
    jwtAuthorizers: options.jwtAuthorizers ?? new Map(),
    lambdaAuthorizers: options.lambdaAuthorizers?.(clock) ?? new Map(),
    webServers: options.webServers ?? {},
    functions: {
      invoke: async (_, event, caller) => {
        invocations.push({ event: event as Record<string, unknown>, caller });
        return options.invoke?.() ?? { outcome: 'answered', payload: { statusCode: 200 } };
      },
    },
    environment: ENVIRONMENT,
    clock,
    random: createRandom(),
    trailingSlash: options.trailingSlash ?? '404',
  });
  return {
    api,
    clock,
    invocations,
    send: (target, { method = 'GET', headers = [], body = '' } = {}) =>
      api.handle({
        raw: {
          method,
          target,
          headers: [['Host', 'localhost:4001'], ...headers],
          body: Buffer.from(body),
        },
        sourceIp: '127.0.0.1',
        protocol: 'HTTP/1.1',
      }),
  };
}

export function openRoute(routeKey: string): RouteSettings {
  return { routeKey, integrationId: 'f', authorization: { kind: 'none' } };
}

export function iamRoute(routeKey: string): RouteSettings {
  return { routeKey, integrationId: 'f', authorization: { kind: 'iam' } };
}
