import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { commonString } from './glob';
import type { RouteKey } from './route-key';
import type { TableRoute } from './route-table';

/** The methods that a witness is looked for in: preflights last, which CORS may answer. */
const WITNESS_METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** How messages call a route that IAM does not guard. */
const OPENNESS: Readonly<Record<TableRoute['authorizationType'], string>> = {
  AWS_IAM: 'IAM guards',
  CUSTOM: 'has an authorizer of its own',
  JWT: 'takes any token',
  NONE: 'is open to anyone',
};

/**
 * The greedy and `$default` open routes that answer where a guarded route does not: same path, another
 * method, a trailing slash or another case.
 *
 * Where both have one target, others get what the guarded route protects: an error. Else it is a
 * warning, which can be acknowledged.
 */
export function checkOpenRoutes(routes: readonly TableRoute[], scope: IConstruct): string[] {
  const guarded = routes.filter(({ iam }) => iam);
  const pairs = routes
    .filter((route) => !route.iam && isGreedy(route))
    .flatMap((open) => guarded.flatMap((route) => meet(open, route, routes) ?? []));
  for (const { message } of pairs.filter(({ sameTarget }) => !sameTarget)) {
    Annotations.of(scope).addWarningV2(
      'cdk-secured-api:openRouteMeetsGuarded',
      `OpenRouteMeetsGuarded: ${message}: acknowledge this if its function may answer there`,
    );
  }
  return pairs
    .filter(({ sameTarget }) => sameTarget)
    .map(
      ({ message }) =>
        `OpenRouteRunsGuarded: ${message}, by the same function and without IAM: ` +
        `use another function or another path [${scope.node.path}]`,
    );
}

function isGreedy({ templateRoutes }: TableRoute): boolean {
  return templateRoutes.some(({ path }) => path === undefined || path.endsWith('+}'));
}

function meet(open: TableRoute, guarded: TableRoute, all: readonly TableRoute[]) {
  const witness = guarded.templateRoutes
    .flatMap((route) => open.templateRoutes.map((other) => requestPast(other, route, all)))
    .find((request) => request !== undefined);
  if (witness === undefined) return undefined;
  return {
    sameTarget: open.target === guarded.target,
    message:
      `the request '${witness}' misses '${guarded.routeKey}', which IAM guards, and reaches ` +
      `'${open.routeKey}', which ${OPENNESS[open.authorizationType]}`,
  };
}

/** A request that is the guarded one but for its method or, where all are taken, a trailing slash. */
function requestPast(
  open: RouteKey,
  guarded: RouteKey,
  all: readonly TableRoute[],
): string | undefined {
  const path = commonString(
    (open.path ?? '/*').replace(/\{[^}]+\}/g, '*'),
    (guarded.path ?? '/*').replace(/\{[^}]+\}/g, '?*'),
  );
  if (path === undefined) return undefined;
  const taken = new Set(
    all
      .flatMap(({ templateRoutes }) => templateRoutes)
      .filter((route) => route !== open && route.path === guarded.path)
      .map(({ method }) => method),
  );
  const free = WITNESS_METHODS.filter((method) => open.method === 'ANY' || open.method === method);
  const method = free.find((candidate) => !taken.has(candidate) && !taken.has('ANY'));
  return method === undefined ? `${free[0]} ${path}/` : `${method} ${path}`;
}
