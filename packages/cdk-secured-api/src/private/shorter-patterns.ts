import {
  EVERYTHING,
  type InvokeGrant,
  type InvokePattern,
  patternOfGrant,
  textOfPattern,
} from './invoke-pattern';
import type { InvokeProof } from './invoke-proof';

/**
 * Fewer patterns that allow the same grants, each as short as the proof lets it be.
 *
 * Everything, then all of one method, then all below a segment: a pattern takes the place of others
 * only where it needs no Deny that those do not need.
 */
export function shorterPatterns(
  grants: readonly InvokeGrant[],
  proof: InvokeProof,
): readonly InvokePattern[] {
  const exact = [...new Map(grants.map(patternOfGrant).map((p) => [textOfPattern(p), p])).values()];
  const { fences } = proof.of(grants);
  if (isProved(EVERYTHING)) return [EVERYTHING];
  return [...groupBy(exact, ({ method }) => method).values()].flatMap((group) => below('', group));

  function below(prefix: string, group: readonly InvokePattern[]): readonly InvokePattern[] {
    const [first] = group;
    if (first === undefined || group.length < 2) return group;
    const path = `${prefix}/*`;
    const shorter = { method: first.method, path, key: `${first.method} ${path}` };
    if (isProved(shorter)) return [shorter];
    const bySegment = groupBy(group, (pattern) => nextSegment(prefix, pattern.path));
    return [...bySegment].flatMap(([segment, patterns]) =>
      segment === undefined ? patterns : below(`${prefix}/${segment}`, patterns),
    );
  }

  function isProved(pattern: InvokePattern): boolean {
    return proof.holds(grants, pattern, fences);
  }
}

/** The literal segment after a prefix, if the path goes on after it. */
function nextSegment(prefix: string, path: string): string | undefined {
  const segments = path.slice(prefix.length + 1).split('/');
  return segments.length < 2 || segments[0]?.includes('*') ? undefined : segments[0];
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
