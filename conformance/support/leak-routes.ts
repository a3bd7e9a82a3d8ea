import { OWN_ID } from './leak-judge';

/** A seeded generator (mulberry32): the same sets in every run. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const ACCESSES = ['signedIn', 'admin', 'editor', 'guests', 'grantees', 'owner', 'anyone'] as const;
export type AccessName = (typeof ACCESSES)[number];

const SEGMENTS = ['a', 'b', 'ab', '{x}'];
const METHODS = ['GET', 'GET', 'GET', 'PUT', 'PUT', 'ANY'];

/** A few routes with literals, variables and greedy ends that lie close to each other. */
export function randomRoutes(seed: number): Map<string, AccessName> {
  const random = randomOf(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const routes = new Map<string, AccessName>();
  for (let count = 2 + random(4); count > 0; count -= 1) {
    const segments = Array.from({ length: 1 + random(3) }, (_, i) =>
      pick(SEGMENTS).replace('{x}', `{x${i}}`),
    );
    if (random(6) === 0) segments.push('{rest+}');
    const access = pick(ACCESSES);
    const key = `${pick(METHODS)} /${segments.join('/')}`;
    routes.set(key, access === 'owner' && !ownParameterOf(key) ? 'signedIn' : access);
  }
  if (random(12) === 0) routes.set('$default', pick(ACCESSES.filter((name) => name !== 'owner')));
  return new Map([...routes].filter(([key], i, all) => isOnly(key, all.slice(0, i))));
}

/** The access that was declared for a route of the template, which `ANY` or `$default` may have made. */
export function accessOf(
  routes: ReadonlyMap<string, AccessName>,
  routeKey: string,
): AccessName | undefined {
  const any = routeKey.replace(/^[A-Z]+ /, 'ANY ');
  return routes.get(routeKey) ?? routes.get(any) ?? routes.get('$default');
}

/** The variable by which a route is its owner's: the last of one segment. */
export function ownParameterOf(key: string): string | undefined {
  return [...key.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
}

/** AWS refuses two routes that differ in the names of their variables alone. */
function isOnly(key: string, before: readonly (readonly [string, AccessName])[]): boolean {
  const shape = (text: string) => text.replace(/\{[^}+]+/g, '{');
  return before.every(([other]) => shape(other) !== shape(key));
}

/** Wire paths of up to four segments, empty ones, other case and escapes among them. */
export function wirePaths(): string[] {
  const levels = [
    ['a', 'b', 'ab', 'A', '', 'a%3Fb', OWN_ID],
    ['a', 'b', 'ab', '', OWN_ID],
    ['a', 'b', '', OWN_ID],
    ['b', ''],
  ];
  let paths = [''];
  return levels.flatMap((segments, depth) => {
    const separators = depth === 0 ? ['/'] : ['/', '%2F'];
    paths = paths.flatMap((path) =>
      separators.flatMap((separator) => segments.map((segment) => path + separator + segment)),
    );
    return paths;
  });
}
