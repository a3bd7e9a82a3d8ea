import { type EventSource, queryParameters, rawPathOf } from './lambda-event';

/** Reads what tells one caller from another; `undefined` where the request lacks it. */
export type IdentitySource = (request: EventSource) => string | undefined;

const HEADER = /^\$request\.header\.([\w-]+)$/;
const QUERY = /^\$request\.querystring\.([\w-]+)$/;
const STAGE_VARIABLE = /^\$stageVariables\.(\w+)$/;

const CONTEXT = new Map<string, IdentitySource>([
  ['$context.accountId', ({ accountId }) => accountId],
  ['$context.apiId', ({ api }) => api.apiId],
  ['$context.domainName', ({ headers }) => headers.host],
  ['$context.httpMethod', ({ method }) => method],
  ['$context.identity.sourceIp', ({ sourceIp }) => sourceIp],
  ['$context.identity.userAgent', ({ headers }) => headers['user-agent']],
  ['$context.path', rawPathOf],
  ['$context.protocol', ({ protocol }) => protocol],
  ['$context.requestId', ({ requestId }) => requestId],
  ['$context.routeKey', ({ route }) => route.routeKey],
  ['$context.stage', ({ stage }) => stage.name],
]);

/** Reads an expression such as `$request.header.Authorization`; `undefined` if it is not known. */
export function parseIdentitySource(expression: string): IdentitySource | undefined {
  const [, header] = HEADER.exec(expression) ?? [];
  if (header !== undefined) return ({ headers }) => headers[header.toLowerCase()];
  const [, parameter] = QUERY.exec(expression) ?? [];
  if (parameter !== undefined) {
    return ({ path }) => ownValue(queryParameters(path.query), parameter);
  }
  const [, variable] = STAGE_VARIABLE.exec(expression) ?? [];
  if (variable !== undefined) return ({ stage }) => ownValue(stage.variables, variable);
  return CONTEXT.get(expression);
}

/** A query that names `constructor` does not find what every object has. */
function ownValue(
  values: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}
