import { fenceCandidates } from './fence-candidates';
import { commonString } from './glob';
import { type InvokeGrant, type InvokePattern, pathGlob, patternOfGrant } from './invoke-pattern';
import {
  broadLanguage,
  languageOfPattern,
  OWN_ID,
  type PathLanguage,
  strictLanguage,
} from './path-language';
import { decodePath, findPath } from './path-search';
import { IAM_VERBS, type RouteKey } from './route-key';
import { comparePrecedence, surelyPrecedes } from './route-precedence';

/** A request that a pattern allows and that may reach a route which was not granted. */
export interface Leak {
  /** The granted route whose pattern it is. */
  readonly granted: string;
  /** The route that the request may reach. */
  readonly reached: string;
  /** The request, such as `GET /items/1/audit`. */
  readonly request: string;
  /** Whether only an escaped `/` gets there, if AWS routes by segments and decodes for IAM. */
  readonly encoded: boolean;
}

/** What keeps the patterns of one grantee to its routes, and what nothing can. */
export interface Proof {
  /** What a Deny must name. */
  readonly fences: readonly InvokePattern[];
  readonly leaks: readonly Leak[];
}

export interface ProofOptions {
  /**
   * What the grantee is allowed by.
   *
   * @default - the narrowest patterns of its grants
   */
  readonly patterns?: readonly InvokePattern[];

  /**
   * Whether the grantee can carry a Deny.
   *
   * @default true
   */
  readonly fenceable?: boolean;
}

/** Paths that no caller means: granted ones among them may be denied. */
const ODD_PATHS = [languageOfPattern('*//*'), languageOfPattern('/*/')];
const METHODS = [...IAM_VERBS, 'OPTIONS'];

/**
 * Proves of patterns that no request which they allow reaches an IAM route that was not granted.
 *
 * It holds in every reading that AWS leaves open: variables may be empty or hold an escaped `/`, a
 * trailing slash is optional, and crossing templates may each take what both match.
 */
export class InvokeProof {
  private readonly proofs = new Map<string, Proof>();

  /**
   * @param routes Every route of the API, those open to anyone too.
   * @param iamRoutes Those of them that IAM guards.
   */
  public constructor(
    private readonly routes: readonly RouteKey[],
    private readonly iamRoutes: readonly RouteKey[],
  ) {}

  /**
   * The proof for one grantee.
   *
   * @param grants All that the grantee may call.
   * @param options By which patterns, and whether a Deny may fence them.
   */
  public of(grants: readonly InvokeGrant[], options: ProofOptions = {}): Proof {
    const exact = grants.map(patternOfGrant);
    const { patterns = exact, fenceable = true } = options;
    const signature = JSON.stringify([exact, patterns, fenceable]);
    const known = this.proofs.get(signature);
    if (known) return known;
    const proof = this.prove(grants, patterns, fenceable);
    this.proofs.set(signature, proof);
    return proof;
  }

  /** Whether a pattern reaches nothing that was not granted, with these fences and no other. */
  public holds(
    grants: readonly InvokeGrant[],
    allowed: InvokePattern,
    fences: readonly InvokePattern[],
  ): boolean {
    const granted = keysOf(grants);
    return this.iamRoutes
      .filter(({ key }) => !granted.has(key))
      .filter((reached) => mayMeet(allowed.path, reached))
      .every((reached) =>
        methodsOf(allowed, reached).every(
          (method) => this.leak({ allowed, reached, method, grants, fences }) === undefined,
        ),
      );
  }

  private prove(
    grants: readonly InvokeGrant[],
    patterns: readonly InvokePattern[],
    fenceable: boolean,
  ): Proof {
    const granted = keysOf(grants);
    const fences: InvokePattern[] = [];
    const leaks: Leak[] = [];
    for (const reached of this.iamRoutes.filter(({ key }) => !granted.has(key))) {
      for (const allowed of patterns) {
        if (!mayMeet(allowed.path, reached)) continue;
        const found = methodsOf(allowed, reached).map((method) =>
          this.fence({ allowed, reached, method, grants, fences }, fenceable),
        );
        leaks.push(...found.filter((leak) => leak !== undefined).slice(0, 1));
      }
    }
    return { fences, leaks };
  }

  /** Adds fences until no request is left, or returns one that no fence can take. */
  private fence(pair: Pair & { fences: InvokePattern[] }, fenceable: boolean): Leak | undefined {
    const { allowed, reached, method, grants, fences } = pair;
    const candidates = fenceable ? fenceCandidates(allowed, reached) : [];
    for (;;) {
      const leak = this.leak(pair);
      if (leak === undefined) return undefined;
      const path = candidates.find(
        (candidate) =>
          commonString(candidate, decodePath(leak.path)) !== undefined &&
          !this.takesGranted(candidate, method, grants),
      );
      if (path === undefined) {
        return {
          granted: allowed.key,
          reached: reached.key,
          request: `${method} ${leak.path.replace(OWN_ID, 'own-id')}`,
          encoded: leak.encoded,
        };
      }
      fences.push({ method, path, key: reached.key });
    }
  }

  /** A path that gets through, the plainest first. */
  private leak(pair: Pair): { path: string; encoded: boolean } | undefined {
    const { allowed, reached, method } = pair;
    const pattern = languageOfPattern(allowed.path);
    const without = [
      ...this.before(reached, method, surelyPrecedes, allowed.path),
      ...pair.grants
        .filter(({ route, ownParameter }) => ownParameter && route.key === reached.key)
        .map(({ route, ownParameter }) => broadLanguage(route.path, ownParameter)),
      ...pair.fences
        .filter((fence) => fence.method === method && mayMeet(fence.path, reached))
        .map(({ path }) => languageOfPattern(path)),
    ];
    const strict = findPath({ within: [pattern, strictLanguage(reached.path)], without });
    if (strict !== undefined) return { path: strict, encoded: false };
    const broad = { within: [pattern, broadLanguage(reached.path)], without };
    const path = findPath(broad);
    if (path !== undefined) return { path, encoded: false };
    const encoded = findPath({ ...broad, encoded: true });
    return encoded === undefined ? undefined : { path: encoded, encoded: true };
  }

  /** Whether a Deny would take a well-formed request away that was granted. */
  private takesGranted(fence: string, method: string, grants: readonly InvokeGrant[]): boolean {
    return grants.some(({ route, ownParameter }) => {
      if (route.method !== method || !mayMeet(fence, route)) return false;
      const found = findPath({
        within: [languageOfPattern(fence), strictLanguage(route.path, ownParameter)],
        without: [
          ...ODD_PATHS,
          ...this.before(route, method, (a, b) => comparePrecedence(a, b) < 0, fence),
        ],
      });
      return found !== undefined;
    });
  }

  /** What other routes take first of the requests that a pattern and a route share. */
  private before(
    route: RouteKey,
    method: string,
    precedes: (a: RouteKey, b: RouteKey) => boolean,
    pattern: string,
  ): PathLanguage[] {
    return this.routes
      .filter((other) => other.method === method || other.method === 'ANY')
      .filter((other) => precedes(other, route))
      .filter((other) => mayMeet(pattern, other) && mayMeet(globOf(route), other))
      .map(({ path }) => strictLanguage(path));
  }
}

interface Pair {
  readonly allowed: InvokePattern;
  readonly reached: RouteKey;
  readonly method: string;
  readonly grants: readonly InvokeGrant[];
  readonly fences: readonly InvokePattern[];
}

/** The routes that are granted whoever's they are. */
function keysOf(grants: readonly InvokeGrant[]): Set<string> {
  return new Set(
    grants.filter(({ ownParameter }) => ownParameter === undefined).map(({ route }) => route.key),
  );
}

function methodsOf(allowed: InvokePattern, { method }: RouteKey): string[] {
  const methods = method === 'ANY' ? METHODS : [method];
  return methods.filter((candidate) => allowed.method === '*' || allowed.method === candidate);
}

/** A cheap test that most pairs fail: whether a pattern and a route have a path in common at all. */
function mayMeet(pattern: string, route: RouteKey): boolean {
  const left = pattern.replaceAll(OWN_ID, '*');
  const right = globOf(route);
  return commonString(left, right) !== undefined || commonString(left, `${right}/`) !== undefined;
}

function globOf({ path = '/*' }: RouteKey): string {
  return pathGlob(path);
}
