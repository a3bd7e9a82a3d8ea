import { OWN_ID } from './path-language';
import type { RouteKey } from './route-key';

/** A route that a grantee may call, or with one parameter that must be the caller's own id. */
export interface InvokeGrant {
  readonly route: RouteKey;
  readonly ownParameter?: string;
}

/** What IAM matches a request with, below the API's stage. */
export interface InvokePattern {
  /** A method, or `*`, which stands for every method only where the path is `/*`. */
  readonly method: string;
  /** A path in which `*` is any string and `OWN_ID` the caller's identity id. */
  readonly path: string;
  /** The route that it grants, as messages call it. */
  readonly key: string;
}

/** Every route of the API. */
export const EVERYTHING: InvokePattern = { method: '*', path: '/*', key: 'every route' };

/** The narrowest pattern that allows a grant's calls: AWS matches requests, never the template. */
export function patternOfGrant({ route, ownParameter }: InvokeGrant): InvokePattern {
  return {
    method: route.method,
    path: pathGlob(ownPath(route.path ?? '/{default+}', ownParameter)),
    key: route.key,
  };
}

/** A path template as IAM's glob: every variable, greedy or not, is `*`. */
export function pathGlob(path: string): string {
  return path.replace(/\{[^}]+\}/g, '*');
}

/** A pattern as a string of its own. */
export function textOfPattern({ method, path }: InvokePattern): string {
  return `${method}${path}`;
}

function ownPath(path: string, ownParameter: string | undefined): string {
  return ownParameter === undefined ? path : path.replace(`{${ownParameter}}`, OWN_ID);
}
