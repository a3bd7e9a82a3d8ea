import type { RouteKey } from './route-key';

type Rank = 0 | 1 | 2;

/**
 * Orders routes as API Gateway prefers them: full paths, greedy ones, `$default`; among equals
 * segment by segment from the left, then a named method before `ANY`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function comparePrecedence(a: RouteKey, b: RouteKey): number {
  const breadth = breadthOf(a) - breadthOf(b);
  if (breadth !== 0) return breadth;
  const ranks = ranksOf(b);
  for (const [i, rank] of ranksOf(a).entries()) {
    const difference = rank - (ranks[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

/**
 * Whether a route takes every request that matches both, by what AWS documents and nothing more.
 *
 * Where two templates cross, as `/a/{x}` and `/{y}/b` do, neither surely does; nor does `ANY` on the
 * more specific path.
 */
export function surelyPrecedes(a: RouteKey, b: RouteKey): boolean {
  if (a.method === 'ANY' && b.method !== 'ANY') return false;
  const breadth = breadthOf(a) - breadthOf(b);
  if (breadth !== 0) return breadth < 0;
  const ranks = ranksOf(b);
  const differences = ranksOf(a).map((rank, i) => rank - (ranks[i] ?? rank));
  if (differences.some((difference) => difference > 0)) return false;
  return differences.some((difference) => difference < 0) || a.method !== b.method;
}

/** A full path, a greedy one, `$default`. */
function breadthOf({ path }: RouteKey): Rank {
  if (path === undefined) return 2;
  return path.endsWith('+}') ? 1 : 0;
}

/** Of each segment: static, variable, greedy. */
function ranksOf({ path = '/' }: RouteKey): Rank[] {
  return path
    .split('/')
    .slice(1)
    .map((segment) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0));
}
