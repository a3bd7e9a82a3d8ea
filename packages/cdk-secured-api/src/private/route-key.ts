import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** The methods that `ANY` stands for on a guarded route: OPTIONS stays free for preflights. */
export const IAM_VERBS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;

const METHODS = new Set<string>([...IAM_VERBS, 'OPTIONS', 'ANY']);
const LITERAL = /^[A-Za-z0-9._~!&'()+,;=:@-]+$/;
const VARIABLE = /^\{([A-Za-z0-9._-]+)(\+)?\}$/;

/** One HTTP API route: a method and a path template, or `$default`. */
export interface RouteKey {
  /** The canonical key, such as `GET /users/{id}`. */
  readonly key: string;
  /** The method in upper case, `ANY` included; `ANY` for `$default`. */
  readonly method: string;
  /** The path template; undefined for `$default`. */
  readonly path?: string;
}

/**
 * Reads a route key in any case and with any white space into its one canonical form.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function parseRouteKey(text: string, scope: IConstruct): RouteKey {
  const words = text.trim().split(/\s+/);
  if (words.length === 1 && words[0]?.toLowerCase() === '$default') {
    return { key: '$default', method: 'ANY' };
  }
  const [word, path, ...rest] = words;
  if (word === undefined || path === undefined || rest.length > 0) {
    throw malformed(text, "write a method and a path, such as 'GET /users/{id}', or '$default'");
  }
  const method = word.toUpperCase();
  if (!METHODS.has(method)) {
    throw malformed(text, `'${word}' is no method, use one of ${[...METHODS].sort().join(', ')}`);
  }
  const fault = pathFault(path);
  if (fault) throw malformed(text, fault);
  return { key: `${method} ${path}`, method, path };

  function malformed(given: string, remedy: string): Error {
    return refusal('RouteKeyMalformed', `route '${given}' cannot be routed: ${remedy}`, scope);
  }
}

/** The concrete routes that a key stands for once it asks for authorization. */
export function expandAny(route: RouteKey): RouteKey[] {
  if (route.method !== 'ANY') return [route];
  const paths = route.path === undefined ? ['/', '/{proxy+}'] : [route.path];
  return paths.flatMap((path) =>
    IAM_VERBS.map((method) => ({ key: `${method} ${path}`, method, path })),
  );
}

/** What is wrong with a path template, or undefined. */
function pathFault(path: string): string | undefined {
  if (!path.startsWith('/')) return `the path starts with '/', write '/${path}'`;
  if (path === '/') return undefined;
  if (path.endsWith('/'))
    return `AWS refuses a trailing slash, write '${path.replace(/\/+$/, '')}'`;
  const segments = path.slice(1).split('/');
  const names = new Set<string>();
  for (const [index, segment] of segments.entries()) {
    const fault = segmentFault(segment, index === segments.length - 1, names);
    if (fault) return fault;
  }
  return undefined;
}

function segmentFault(segment: string, last: boolean, names: Set<string>): string | undefined {
  if (segment === '') return "a path holds no '//', leave one out";
  if (LITERAL.test(segment)) return undefined;
  const [, name, greedy] = VARIABLE.exec(segment) ?? [];
  if (name === undefined) {
    return `segment '${segment}' is neither plain characters nor one '{variable}'`;
  }
  if (greedy && !last) return `'${segment}' is greedy, only the last segment may be`;
  if (names.has(name)) return `variable '${name}' stands twice, name the second one differently`;
  names.add(name);
  return undefined;
}
