import { type ApiShape, OWN, type Protection, type RoleName } from './api-shapes';

/** What a caller can show. */
export interface Standing {
  /** The role and identity behind a signature that holds. */
  readonly session?: { readonly role: RoleName; readonly identityId: string };
  /** A user's own access token. */
  readonly token?: boolean;
  /** What the authorizer's function wants to see. */
  readonly password?: boolean;
}

/** What AWS's rules say of a request: the handlers that it may reach. */
export interface Verdict {
  /** Every reading of the path is the same. */
  readonly plain: boolean;
  /** The route whose handler it reaches, if every reading of the path lets it. */
  readonly reaches: string | undefined;
}

/**
 * Judges a request by AWS's documentation alone, in regular expressions and with no line of the
 * runtime: routes in their order of preference, IAM's patterns on method and decoded path.
 *
 * Where a path can be read in several ways, a handler is reached only if every way leads to it.
 */
export function judge(shape: ApiShape, method: string, target: string, who: Standing): Verdict {
  const readings = readingsOf(target);
  const outcomes = new Set(readings.map((segments) => reachedBy(shape, method, segments, who)));
  const [only] = outcomes;
  return {
    plain: readings.length === 1 && target.startsWith('/'),
    reaches: outcomes.size === 1 ? only : undefined,
  };
}

/** The segments of a path in every way that somebody could read it; none where nobody can. */
function readingsOf(target: string): string[][] {
  const path = target.replace(/^https?:\/\/[^/]*/, '').replace(/\?.*$/s, '');
  try {
    const bySegment = path.slice(1).split('/').map(decodeURIComponent);
    const decoded = decodeURIComponent(path).replace(/\?.*$/s, '').slice(1).split('/');
    if (bySegment.join('').includes('\0')) return [];
    const all = [bySegment, decoded, normalized(bySegment), normalized(decoded)];
    return [...new Map(all.map((segments) => [JSON.stringify(segments), segments])).values()];
  } catch {
    return [];
  }
}

function normalized(segments: readonly string[]): string[] {
  const { pathname } = new URL(`http://x/${segments.map(encodeURIComponent).join('/')}`);
  return pathname
    .replace(/\/{2,}/g, '/')
    .slice(1)
    .split('/')
    .map(decodeURIComponent);
}

function reachedBy(
  shape: ApiShape,
  method: string,
  path: readonly string[],
  who: Standing,
): string | undefined {
  const { stages = ['$default'], trailingSlash = '404' } = shape;
  const [first = '', ...rest] = path;
  const named = stages.includes(first) && first !== '$default';
  if (!named && !stages.includes('$default')) return undefined;
  const inside = named ? (rest.length > 0 ? rest : ['']) : path;
  const routed =
    trailingSlash === 'match' && inside.length > 1 && inside.at(-1) === ''
      ? inside.slice(0, -1)
      : inside;
  const key = preferred(Object.keys(shape.routes), method, routed);
  const protection = key === undefined ? undefined : shape.routes[key];
  return protection && passes(protection, shape, `${method} /${inside.join('/')}`, who)
    ? key
    : undefined;
}

/** Full paths, greedy ones, `$default`; words before variables from the left; verbs before ANY. */
function preferred(keys: readonly string[], method: string, path: readonly string[]) {
  const text = path.join('\n');
  const [best] = keys
    .flatMap((key) => {
      if (key === '$default') return [{ key, rank: '2' }];
      const [verb = '', template = ''] = key.split(' ');
      const parts = template.slice(1).split('/');
      const source = parts.map((part) =>
        part.replace(/^\{.*\+\}$/s, '.+').replace(/^\{.*\}$/s, '[^\\n]+'),
      );
      const fits = new RegExp(`^${source.join('\\n')}$`, 's').test(text);
      if (!fits || (verb !== 'ANY' && verb !== method)) return [];
      const kinds = parts.map((part) => (part.endsWith('+}') ? 2 : part.startsWith('{') ? 1 : 0));
      const breadth = kinds.includes(2) ? 1 : 0;
      return [{ key, rank: `${breadth}${kinds.join('')}${verb === 'ANY' ? 1 : 0}` }];
    })
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return best?.key;
}

function passes(
  protection: Protection,
  { grants, denies }: ApiShape,
  asked: string,
  { session, token, password }: Standing,
): boolean {
  if (protection === 'open') return true;
  if (protection === 'jwt') return token === true;
  if (protection === 'lambda') return password === true;
  if (protection === 'unheldScope' || !session) return false;
  const { role, identityId } = session;
  const speaks = (patterns: readonly string[] = []): boolean =>
    patterns.some((pattern) => fits(pattern.replace(OWN, identityId), asked));
  return speaks(grants?.[role]) && !speaks(denies?.[role]);
}

function fits(pattern: string, asked: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`, 's').test(asked);
}
