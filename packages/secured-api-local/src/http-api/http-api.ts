import type { Functions } from '../lambda/functions';
import type { Clock } from '../support/clock';
import type { Random } from '../support/random';
import type { RawRequest } from '../support/raw-request';
import { setOwn } from '../support/set-own';
import { type ApiAnswer, FORBIDDEN, INTERNAL_SERVER_ERROR, message, NOT_FOUND } from './api-answer';
import type { IntegrationSettings } from './api-settings';
import { answerHeaders, isPreflight, preflightHeaders, withoutCors } from './cors';
import { createFindPlace, type FindPlaceOptions, type Found, type Place } from './find-place';
import type { Authorization, IamRequest } from './iam-authorizer';
import { failed, type Integrated, invokeIntegration } from './invoke-integration';
import type { JwtAuthorizer } from './jwt-authorizer';
import type { LambdaAuthorizer } from './lambda-authorizer';
import { type EventSource, toLambdaEvent } from './lambda-event';
import { proxyRequest } from './proxy-request';
import { newRequestId } from './request-id';

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
export interface HttpApiOptions extends FindPlaceOptions {
  readonly integrations: ReadonlyMap<string, IntegrationSettings>;
  readonly authorizeIam: (request: IamRequest) => Authorization;
  readonly jwtAuthorizers: ReadonlyMap<string, JwtAuthorizer>;
  readonly lambdaAuthorizers: ReadonlyMap<string, LambdaAuthorizer>;
  readonly functions: Functions;
  /** What stands in for a web server of elsewhere, by origin. */
  readonly webServers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly random: Random;
}

interface Routed {
  readonly request: ApiRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly place: Place;
  readonly requestId: string;
}

type Outcome = Omit<Handled, 'requestId'>;

/** One HTTP API: routing, CORS, throttling, authorization, invocation and answer. */
export class HttpApi {
  private readonly findPlace: (method: string, target: string) => Found;

  constructor(private readonly options: HttpApiOptions) {
    this.findPlace = createFindPlace(options);
  }

  async handle(request: ApiRequest): Promise<Handled> {
    const requestId = newRequestId(this.options.random);
    const headers = joinHeaders(request.raw);
    const found = this.findPlace(request.raw.method, request.raw.target);
    const { answer, routeKey, caller, reason } =
      found.kind === 'place'
        ? await this.serve({ request, headers, place: found.place, requestId })
        : this.withoutPlace(found, request.raw.method, headers);
    return {
      answer: {
        status: answer.status,
        headers: this.finalHeaders(answer, headers.origin, requestId),
        body: answer.body,
      },
      requestId,
      routeKey,
      caller,
      reason,
    };
  }

  /** An API with CORS decides by itself what its answers say of it. */
  private withOwnCors({ status, headers, body }: ApiAnswer): ApiAnswer {
    return { status, headers: this.options.api.cors ? withoutCors(headers) : headers, body };
  }

  private finalHeaders(
    { headers }: ApiAnswer,
    origin: string | undefined,
    requestId: string,
  ): ApiAnswer['headers'] {
    const { cors } = this.options.api;
    const extra = cors && origin ? answerHeaders(cors, origin, headers) : undefined;
    return Object.assign({}, headers, extra, { 'apigw-requestid': requestId });
  }

  private withoutPlace(
    found: Found & { kind: 'noRoute' | 'refused' },
    method: string,
    headers: Readonly<Record<string, string>>,
  ): Outcome {
    if (found.kind === 'refused') return { answer: found.answer, reason: found.reason };
    const { cors } = this.options.api;
    if (cors && isPreflight(method, (name) => headers[name])) {
      const allowed = preflightHeaders(cors, headers.origin ?? '');
      return { answer: { status: 204, headers: allowed, body: '' }, reason: 'preflight' };
    }
    return { answer: NOT_FOUND, reason: 'no route matches' };
  }

  private async serve(routed: Routed): Promise<Outcome> {
    const { throttle, route } = routed.place;
    const { routeKey } = route;
    if (!throttle(routeKey)) {
      return { answer: message(429, 'Too Many Requests'), routeKey, reason: 'throttled' };
    }
    const asked = this.authorize(routed);
    const authorization = asked instanceof Promise ? await asked : asked;
    if (!authorization.allowed) {
      const { reason, caller } = authorization;
      return { answer: refusalAnswer(authorization), routeKey, caller, reason };
    }
    const { answer, reason } = await this.invoke(routed, authorization.authorizer);
    return { answer: this.withOwnCors(answer), routeKey, caller: authorization.caller, reason };
  }

  private authorize(routed: Routed): Authorization | Promise<Authorization> {
    const { request, headers, place } = routed;
    const { authorization } = place.route;
    if (authorization.kind === 'none') return ANYONE;
    if (authorization.kind === 'jwt') {
      const authorizer = this.options.jwtAuthorizers.get(authorization.authorizerId);
      if (authorizer) return authorizer(headers, authorization.scopes);
      return { allowed: false, status: 401, reason: 'the route has no authorizer' };
    }
    if (authorization.kind === 'lambda') {
      const authorizer = this.options.lambdaAuthorizers.get(authorization.authorizerId);
      if (authorizer) return authorizer(this.eventSource(routed, undefined), place.arn);
      return { allowed: false, status: 500, reason: 'the route has no authorizer' };
    }
    return this.options.authorizeIam({
      raw: request.raw,
      arn: place.arn,
      sourceIp: request.sourceIp,
      userAgent: headers['user-agent'] ?? '',
    });
  }

  private invoke(
    routed: Routed,
    authorizer: EventSource['authorizer'],
  ): Integrated | Promise<Integrated> {
    const { route, asCaller } = routed.place;
    const { functions, integrations, webServers } = this.options;
    const integration = integrations.get(route.integrationId);
    if (!integration) return failed('the route has no integration');
    const source = this.eventSource(routed, authorizer);
    return integration.kind === 'proxy'
      ? proxyRequest(integration, source, webServers)
      : invokeIntegration(integration, functions, toLambdaEvent(source), asCaller);
  }

  private eventSource(
    { request, headers, place, requestId }: Routed,
    authorizer: EventSource['authorizer'],
  ): EventSource {
    const { raw, sourceIp, protocol } = request;
    const { api, environment, clock } = this.options;
    return {
      stage: place.stage,
      route: place.route,
      pathParameters: place.pathParameters,
      path: place.path,
      headers,
      requestId,
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

const ANYONE: Authorization = { allowed: true, caller: 'anyone' };

function refusalAnswer({ status, challenge }: Authorization & { allowed: false }): ApiAnswer {
  if (status === 500) return INTERNAL_SERVER_ERROR;
  if (status === 403) return FORBIDDEN;
  return message(401, 'Unauthorized', challenge ? { 'www-authenticate': challenge } : {});
}

function joinHeaders({ headers }: RawRequest): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const separator = key === 'cookie' ? '; ' : ',';
    const whole = Object.hasOwn(joined, key) ? `${joined[key]}${separator}${value}` : value;
    setOwn(joined, key, whole);
  }
  return joined;
}
