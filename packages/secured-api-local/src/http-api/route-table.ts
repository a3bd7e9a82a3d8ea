import type { RouteSettings } from './api-settings';

/** What a request was matched to. */
export interface RouteMatch {
  readonly route: RouteSettings;
  readonly pathParameters: Readonly<Record<string, string>>;
}

type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'variable' | 'greedy'; readonly name: string };

interface Entry {
  readonly route: RouteSettings;
  /** `undefined` for `ANY` and `$default`. */
  readonly method: string | undefined;
  /** `undefined` for `$default`. */
  readonly segments: readonly Segment[] | undefined;
}

const RANK = { static: 0, variable: 1, greedy: 2 } as const;

/**
 * Routes in the order in which API Gateway prefers them: full paths before greedy ones and
 * `$default` last; among equals segment by segment from the left, static before variable, then a
 * named method before `ANY`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class RouteTable {
  private readonly entries: readonly Entry[];

  constructor(routes: readonly RouteSettings[]) {
    this.entries = routes.map(toEntry).sort(compare);
  }

  /** Finds the route of a method and a path's segments, each as the wire has it but decoded. */
  match(method: string, path: readonly string[]): RouteMatch | undefined {
    for (const { route, method: only, segments } of this.entries) {
      if (only !== undefined && only !== method) continue;
      const pathParameters = segments ? matchSegments(segments, path) : {};
      if (pathParameters) return { route, pathParameters };
    }
    return undefined;
  }
}

function toEntry(route: RouteSettings): Entry {
  if (route.routeKey === '$default') return { route, method: undefined, segments: undefined };
  const [method = '', path = '/'] = route.routeKey.split(' ');
  return {
    route,
    method: method === 'ANY' ? undefined : method,
    segments: path.split('/').slice(1).map(toSegment),
  };
}

function toSegment(text: string): Segment {
  const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'static', text };
  return { kind: plus ? 'greedy' : 'variable', name };
}

function compare(a: Entry, b: Entry): number {
  const breadth = breadthOf(a) - breadthOf(b);
  if (breadth !== 0 || !a.segments || !b.segments) return breadth;
  for (let i = 0; i < Math.max(a.segments.length, b.segments.length); i += 1) {
    const rank = rankOf(a.segments[i]) - rankOf(b.segments[i]);
    if (rank !== 0) return rank;
  }
  return Number(a.method === undefined) - Number(b.method === undefined);
}

/** A full path, a greedy one, `$default`. */
function breadthOf({ segments }: Entry): number {
  if (!segments) return 2;
  return segments.at(-1)?.kind === 'greedy' ? 1 : 0;
}

/** Where one path has ended, a greedy segment of the other may still match nothing more. */
function rankOf(segment: Segment | undefined): number {
  return segment ? RANK[segment.kind] : -1;
}

function matchSegments(
  segments: readonly Segment[],
  path: readonly string[],
): Record<string, string> | undefined {
  const greedy = segments.at(-1)?.kind === 'greedy';
  if (greedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const value = segment.kind === 'greedy' ? path.slice(index).join('/') : (path[index] ?? '');
    if (segment.kind === 'static') {
      if (segment.text !== value) return undefined;
    } else if (value === '') {
      return undefined;
    } else {
      parameters.set(segment.name, value);
    }
  }
  return Object.fromEntries(parameters);
}
