import { commonString } from './glob';
import { invokePattern } from './invoke-arn';
import type { RouteKey } from './route-key';

/** What one grantee may invoke, by canonical route key. */
export interface GrantedRoutes {
  /** How messages call the grantee. */
  readonly holders: string;
  readonly routes: readonly RouteKey[];
}

/**
 * The grants that reach an IAM route they were not given to, as errors.
 *
 * IAM's `*` crosses `/` and may be empty, so the pattern of `GET /items/{id}` also allows
 * `GET /items/1/admin`. Taken conservatively: a variable may hold anything and a trailing slash is
 * optional, because AWS leaves both open.
 *
 * @param grants Every grantee of the API.
 * @param iamRoutes Every route of the API that IAM guards.
 */
export function routeLeaks(grants: readonly GrantedRoutes[], iamRoutes: readonly RouteKey[]) {
  return grants.flatMap(({ holders, routes }) => {
    const granted = new Set(routes.map(({ key }) => key));
    const wild = routes.filter((route) => invokePattern(route).includes('*'));
    return iamRoutes
      .filter(({ key }) => !granted.has(key))
      .flatMap((other) => leaksInto(other, wild, holders));
  });
}

/** A literal pattern allows one path, and that path's own route is the most specific one. */
function leaksInto(other: RouteKey, wild: readonly RouteKey[], holders: string): string[] {
  return wild.flatMap((route) => {
    const witness = requestsOf(other)
      .map((requests) => commonString(invokePattern(route), requests))
      .find((found) => found !== undefined);
    if (witness === undefined) return [];
    return [
      `RouteLeak: what grants '${route.key}' to ${holders} also allows the request ` +
        `'${witness.replace('/', ' /')}', which may reach '${other.key}': ` +
        'grant both to the same callers, or move one to a path that the other does not cover',
    ];
  });
}

/** Globs of every request that may reach a route. */
function requestsOf(route: RouteKey): string[] {
  const method = route.method === 'ANY' ? '?*' : route.method;
  if (route.path === undefined) return [`${method}/*`];
  const exact = `${method}${route.path.replace(/\{[^}]+\}/g, '?*')}`;
  return route.path === '/' ? [exact] : [exact, `${exact}/`];
}
