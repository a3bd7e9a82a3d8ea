import { type InvokePattern, pathGlob } from './invoke-pattern';
import { OWN_ID } from './path-language';
import type { RouteKey } from './route-key';

/**
 * The path patterns by which a Deny may keep an allowed pattern off a route, best first.
 *
 * The route as a whole protects it from every other pattern, too; where that would take granted
 * requests away, what both routes have in common, and then whatever the allowed pattern lets
 * through beyond single segments: a variable that holds a `/` or nothing at all.
 */
export function fenceCandidates(allowed: InvokePattern, reached: RouteKey): string[] {
  const target = pathGlob(reached.path ?? '/*');
  const common = commonSegments(allowed.path, target);
  const whole = [target, ...(common === undefined ? [] : [common])];
  return [...whole.flatMap(withTrailingSlash), ...beyondSegments(allowed.path)];
}

function withTrailingSlash(path: string): string[] {
  return path.endsWith('*') || path.endsWith('/') ? [path] : [path, `${path}/`];
}

/** Segment by segment the narrower of both, where they have as many. */
function commonSegments(left: string, right: string): string | undefined {
  const others = right.split('/');
  const segments = left.replaceAll(OWN_ID, '*').split('/');
  if (segments.length !== others.length) return undefined;
  const common = segments.map((segment, i) => (segment === '*' ? (others[i] ?? '*') : segment));
  return common.join('/');
}

function beyondSegments(path: string): string[] {
  const stars = [...path.matchAll(/\*/g)].map(({ index }) => index);
  const replaced = (by: string) =>
    stars.map((index) => path.slice(0, index) + by + path.slice(index + 1));
  return [...replaced('*/*'), ...replaced('')].map((fence) => fence.replaceAll(OWN_ID, '*'));
}
