import { perSecond } from '../support/per-second';
import type { ApiSettings, RouteSettings, StageSettings } from './api-settings';
import type { RequestPath } from './request-path';

/** What an authorizer tells the function about the caller. */
export type AuthorizerContext =
  | {
      readonly iam: {
        readonly accessKey: string;
        readonly accountId: string;
        readonly callerId: string;
        readonly cognitoIdentity: {
          readonly amr: readonly string[];
          readonly identityId: string;
          readonly identityPoolId: string;
        } | null;
        readonly principalOrgId: null;
        readonly userArn: string;
        readonly userId: string;
      };
    }
  | {
      readonly jwt: {
        readonly claims: Readonly<Record<string, string>>;
        readonly scopes: readonly string[] | null;
      };
    }
  | { readonly lambda: Readonly<Record<string, unknown>> | null };

/** Everything that an event is made from. */
export interface EventSource {
  readonly api: ApiSettings;
  readonly stage: StageSettings;
  readonly route: RouteSettings;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly path: RequestPath;
  readonly method: string;
  /** Lower-case names; values of one name joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
  readonly authorizer: AuthorizerContext | undefined;
  readonly accountId: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const TEXT = /^(text\/|application\/(json|javascript|xml)\b|[^;]+\+(json|xml)\b)/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Makes the event of payload format 2.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toLambdaEvent(source: EventSource): Record<string, unknown> {
  return Object.assign(commonFields(source), { version: '2.0' }, eventBody(source));
}

/**
 * Makes the event that a Lambda authorizer is asked with, which has no body.
 *
 * @param routeArn - what a policy that it answers must allow
 * @param identity - the values of its identity sources
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function toAuthorizerEvent(
  source: EventSource,
  routeArn: string,
  identity: readonly string[],
): Record<string, unknown> {
  const identitySource = identity.length > 0 ? identity : null;
  return { version: '2.0', type: 'REQUEST', routeArn, identitySource, ...commonFields(source) };
}

function commonFields(source: EventSource): Record<string, unknown> {
  const { headers, path, stage, route, pathParameters } = source;
  const rawPath = rawPathOf(source);
  const fields: Record<string, unknown> = {
    routeKey: route.routeKey,
    rawPath,
    rawQueryString: path.query,
    headers,
    requestContext: requestContext(source, rawPath),
  };
  const cookies = headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '');
  const query = queryParameters(path.query);
  if (cookies) fields.cookies = cookies;
  if (query) fields.queryStringParameters = query;
  if (!isEmpty(pathParameters)) fields.pathParameters = pathParameters;
  if (!isEmpty(stage.variables)) fields.stageVariables = stage.variables;
  return fields;
}

function isEmpty(values: Readonly<Record<string, string>>): boolean {
  for (const name in values) if (Object.hasOwn(values, name)) return false;
  return true;
}

/** The decoded path with a named stage before it. */
export function rawPathOf({ stage, path }: EventSource): string {
  return stage.name === '$default' ? path.decoded : `/${stage.name}${path.decoded}`;
}

function requestContext(source: EventSource, rawPath: string): Record<string, unknown> {
  const { api, authorizer, headers, now } = source;
  const domainName = headers.host ?? '';
  const dot = domainName.indexOf('.');
  const context: Record<string, unknown> = {
    accountId: source.accountId,
    apiId: api.apiId,
    domainName,
    domainPrefix: dot < 0 ? domainName : domainName.slice(0, dot),
    http: {
      method: source.method,
      path: rawPath,
      protocol: source.protocol,
      sourceIp: source.sourceIp,
      userAgent: headers['user-agent'] ?? '',
    },
    requestId: source.requestId,
    routeKey: source.route.routeKey,
    stage: source.stage.name,
    time: clfTime(now),
    timeEpoch: now,
  };
  if (authorizer) context.authorizer = authorizer;
  return context;
}

function eventBody({ headers, body }: EventSource): Record<string, unknown> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers['content-type'] ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** Values of one name joined with a comma; `undefined` without a query. */
export function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

/** Common log format: `12/Mar/2020:19:03:58 +0000`. */
const clfTime = perSecond((seconds) => {
  const at = new Date(seconds * 1000);
  const day = String(at.getUTCDate()).padStart(2, '0');
  return `${day}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
});
