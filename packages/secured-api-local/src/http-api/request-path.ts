import { splitTarget } from '../support/raw-request';

/** A request's path in both readings that AWS leaves open. */
export interface RequestPath {
  /** Decoded, as events show it and as IAM is taken to see it: `/users/a b`. */
  readonly decoded: string;
  /** The wire's segments, each decoded by itself. */
  readonly segments: readonly string[];
  readonly query: string;
  /**
   * It can be read as another path: an escaped `/` or `?`, or an empty, `.` or `..` segment, which
   * a signature does not cover.
   */
  readonly ambiguous: boolean;
}

/**
 * Reads a request target.
 *
 * @returns `undefined` when it is not an absolute path, or is not valid UTF-8 when decoded
 */
export function readPath(target: string): RequestPath | undefined {
  if (!target.startsWith('/')) return undefined;
  const { path, query } = splitTarget(target);
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    if (segments.some((segment) => segment.includes('\0'))) return undefined;
    const ambiguous =
      segments.some((segment) => /[/?]|^\.\.?$/.test(segment)) ||
      segments.slice(0, -1).includes('');
    return { decoded: `/${segments.join('/')}`, segments, query, ambiguous };
  } catch {
    return undefined;
  }
}
