import type { Functions } from '../lambda/functions';
import type { Clock } from '../support/clock';
import type { Environment } from '../support/environment';
import type { Random } from '../support/random';
import type { RawRequest } from '../support/raw-request';
import {
  type ApiAnswer,
  BAD_REQUEST,
  FORBIDDEN,
  INTERNAL_SERVER_ERROR,
  message,
  NOT_FOUND,
} from './api-answer';
import type {
  ApiSettings,
  IntegrationSettings,
  RouteSettings,
  StageSettings,
} from './api-settings';
import { answerHeaders, isPreflight, preflightHeaders, withoutCors } from './cors';
import type { Authorization, IamRequest } from './iam-authorizer';
import { failed, invokeIntegration } from './invoke-integration';
import type { JwtAuthorizer } from './jwt-authorizer';
import type { LambdaAuthorizer } from './lambda-authorizer';
import { type EventSource, toLambdaEvent } from './lambda-event';
import { proxyRequest } from './proxy-request';
import { newRequestId } from './request-id';
import { type RequestPath, readPath } from './request-path';
import { RouteTable } from './route-table';
import type { Throttle } from './throttle';

/** A request as the server received it. */
export interface ApiRequest {
  readonly raw: RawRequest & { readonly body: Buffer };
  readonly sourceIp: string;
  readonly protocol: string;
}

/** The answer, and what the request log keeps beside it. */
export interface Handled {
  readonly answer: ApiAnswer;
  readonly requestId: string;
  readonly routeKey?: string;
  readonly caller?: string | undefined;
  readonly reason?: string | undefined;
}

/** Everything that an API is made with. */
export interface HttpApiOptions {
  readonly api: ApiSettings;
  readonly routes: readonly RouteSettings[];
  readonly integrations: ReadonlyMap<string, IntegrationSettings>;
  readonly stages: readonly { readonly settings: StageSettings; readonly throttle: Throttle }[];
  readonly authorizeIam: (request: IamRequest) => Authorization;
  readonly jwtAuthorizers: ReadonlyMap<string, JwtAuthorizer>;
  readonly lambdaAuthorizers: ReadonlyMap<string, LambdaAuthorizer>;
  readonly functions: Functions;
  /** What stands in for a web server of elsewhere, by origin. */
  readonly webServers: Readonly<Record<string, string>>;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether `/hello/` is `GET /hello`: contradictory in the wild. */
  readonly trailingSlash: '404' | 'match';
}

interface Routed {
  readonly request: ApiRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly path: RequestPath;
  readonly stage: StageSettings;
  readonly route: RouteSettings;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
}

type Outcome = Omit<Handled, 'requestId'>;

/** One HTTP API: routing, CORS, throttling, authorization, invocation and answer. */
export class HttpApi {
  private readonly table: RouteTable;
  private readonly arnBase: string;

  constructor(private readonly options: HttpApiOptions) {
    this.table = new RouteTable(options.routes);
    const { partition, region, accountId } = options.environment;
    this.arnBase = `arn:${partition}:execute-api:${region}:${accountId}:${options.api.apiId}`;
  }

  async handle(request: ApiRequest): Promise<Handled> {
    const requestId = newRequestId(this.options.random);
    const headers = joinHeaders(request.raw);
    const outcome = await this.route(request, headers, requestId);
    const { cors } = this.options.api;
    const own = outcome.answer.headers;
    const extra = cors && headers.origin ? answerHeaders(cors, headers.origin, own) : {};
    return {
      ...outcome,
      requestId,
      answer: {
        ...outcome.answer,
        headers: { ...own, ...extra, 'apigw-requestid': requestId },
      },
    };
  }

  private async route(
    request: ApiRequest,
    headers: Readonly<Record<string, string>>,
    requestId: string,
  ): Promise<Outcome> {
    const whole = readPath(request.raw.target);
    if (!whole) return { answer: BAD_REQUEST, reason: 'the request target is not a valid path' };
    const found = this.stageOf(whole);
    if (!found) return { answer: NOT_FOUND, reason: 'no stage serves this path' };
    const { path, stage, throttle } = found;
    const match = this.table.match(request.raw.method, this.routedSegments(path));
    if (!match) return this.unrouted(request.raw.method, headers);
    if (path.ambiguous) {
      return {
        answer: NOT_FOUND,
        reason: "an escaped '/' or '?', or an empty, '.' or '..' segment is not supported",
      };
    }
    const { routeKey } = match.route;
    if (!throttle(routeKey)) {
      return { answer: message(429, 'Too Many Requests'), routeKey, reason: 'throttled' };
    }
    return this.serve({ request, headers, path, stage, requestId, ...match });
  }

  /** A named stage is the first segment of the path; `$default` serves what is left. */
  private stageOf(whole: RequestPath) {
    const [first, ...rest] = whole.segments;
    const named = this.options.stages.find(
      ({ settings: { name } }) => name !== '$default' && name === first,
    );
    if (named) {
      const segments = rest.length > 0 ? rest : [''];
      const path = { ...whole, segments, decoded: `/${segments.join('/')}` };
      return { path, stage: named.settings, throttle: named.throttle };
    }
    const fallback = this.options.stages.find(({ settings }) => settings.name === '$default');
    return fallback && { path: whole, stage: fallback.settings, throttle: fallback.throttle };
  }

  private routedSegments({ segments }: RequestPath): readonly string[] {
    const drops =
      this.options.trailingSlash === 'match' && segments.length > 1 && segments.at(-1) === '';
    return drops ? segments.slice(0, -1) : segments;
  }

  private unrouted(method: string, headers: Readonly<Record<string, string>>): Outcome {
    const { cors } = this.options.api;
    if (cors && isPreflight(method, (name) => headers[name])) {
      const allowed = preflightHeaders(cors, headers.origin ?? '');
      return { answer: { status: 204, headers: allowed, body: '' }, reason: 'preflight' };
    }
    return { answer: NOT_FOUND, reason: 'no route matches' };
  }

  private async serve(routed: Routed): Promise<Outcome> {
    const { routeKey } = routed.route;
    const authorization = await this.authorize(routed);
    if (!authorization.allowed) {
      const { reason, caller } = authorization;
      return { answer: refusalAnswer(authorization), routeKey, caller, reason };
    }
    const { answer: full, reason } = await this.invoke(routed, authorization);
    const { cors } = this.options.api;
    const answer = cors ? { ...full, headers: withoutCors(full.headers) } : full;
    return { answer, routeKey, caller: authorization.caller, reason };
  }

  private async authorize(routed: Routed): Promise<Authorization> {
    const { route, request, headers } = routed;
    const { authorization } = route;
    if (authorization.kind === 'none') return { allowed: true, caller: 'anyone' };
    if (authorization.kind === 'jwt') {
      const authorizer = this.options.jwtAuthorizers.get(authorization.authorizerId);
      if (authorizer) return authorizer(headers, authorization.scopes);
      return { allowed: false, status: 401, reason: 'the route has no authorizer' };
    }
    const arn = `${this.arnBase}/${routed.stage.name}/${request.raw.method}${routed.path.decoded}`;
    if (authorization.kind === 'lambda') {
      const authorizer = this.options.lambdaAuthorizers.get(authorization.authorizerId);
      if (authorizer) return authorizer(this.eventSource(routed, undefined), arn);
      return { allowed: false, status: 500, reason: 'the route has no authorizer' };
    }
    return this.options.authorizeIam({
      raw: request.raw,
      arn,
      sourceIp: request.sourceIp,
      userAgent: headers['user-agent'] ?? '',
    });
  }

  private async invoke(
    routed: Routed,
    authorization: Authorization & { allowed: true },
  ): Promise<{ answer: ApiAnswer; reason: string | undefined }> {
    const { request, route } = routed;
    const { environment, functions, integrations, webServers } = this.options;
    const integration = integrations.get(route.integrationId);
    if (!integration) return failed('the route has no integration');
    const source = this.eventSource(routed, authorization.authorizer);
    if (integration.kind === 'proxy') return proxyRequest(integration, source, webServers);
    const event = toLambdaEvent(source);
    const target = resourcePath(request.raw.method, route.routeKey);
    return invokeIntegration(integration, functions, event, {
      service: 'apigateway.amazonaws.com',
      sourceArn: `${this.arnBase}/${routed.stage.name}/${target}`,
      sourceAccount: environment.accountId,
    });
  }

  private eventSource(routed: Routed, authorizer: EventSource['authorizer']): EventSource {
    const { raw, sourceIp, protocol } = routed.request;
    const { api, environment, clock } = this.options;
    return {
      stage: routed.stage,
      route: routed.route,
      pathParameters: routed.pathParameters,
      path: routed.path,
      headers: routed.headers,
      requestId: routed.requestId,
      api,
      authorizer,
      sourceIp,
      protocol,
      accountId: environment.accountId,
      now: clock.now(),
      method: raw.method,
      body: raw.body,
    };
  }
}

function refusalAnswer({ status, challenge }: Authorization & { allowed: false }): ApiAnswer {
  if (status === 500) return INTERNAL_SERVER_ERROR;
  if (status === 403) return FORBIDDEN;
  return message(401, 'Unauthorized', challenge ? { 'www-authenticate': challenge } : {});
}

/** The route's template, which a function's permission is checked against: `GET/users/{id}`. */
function resourcePath(method: string, routeKey: string): string {
  const [, path] = routeKey.split(' ');
  return path === undefined ? routeKey : `${method}${path}`;
}

function joinHeaders({ headers }: RawRequest): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    const separator = key === 'cookie' ? '; ' : ',';
    joined.set(key, before === undefined ? value : `${before}${separator}${value}`);
  }
  return Object.fromEntries(joined);
}
