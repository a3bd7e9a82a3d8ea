import { ENCODED_SLASH, type PathLanguage, type Token } from './path-language';

/** Which paths to look for: in each of `within`, in none of `without`. */
export interface PathSearch {
  readonly within: readonly PathLanguage[];
  readonly without: readonly PathLanguage[];
  /** Whether a path may hold an escaped `/`, by which the readings differ. */
  readonly encoded?: boolean;
}

type Positions = readonly number[];
interface State {
  readonly positions: readonly Positions[];
  readonly path: string;
}

/** Stand for any character that no language names, shortest witness first. */
const OTHERS = ['1', '2', '3', 'x', 'y', 'z'];

/**
 * A shortest path of a boolean combination of languages, or undefined where there is none.
 *
 * Runs the product of their automata breadth first and builds of each only the sets of positions
 * that a path reaches: exact, and small because literals leave one position.
 */
export function findPath({ within, without, encoded = false }: PathSearch): string | undefined {
  const languages = [...within, ...without];
  const start: State = { positions: languages.map(({ tokens }) => closure([0], tokens)), path: '' };
  const seen = new Set<string>([keyOf(start)]);
  const queue = [start];
  for (const state of queue) {
    if (isFound(state)) return state.path;
    for (const symbol of symbolsAfter(state, languages, encoded)) {
      const next = {
        positions: languages.map((language, i) => step(language, state.positions[i] ?? [], symbol)),
        path: state.path + symbol,
      };
      const key = keyOf(next);
      if (seen.has(key) || !isAlive(next)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return undefined;

  function isFound({ positions }: State): boolean {
    return languages.every(
      ({ tokens }, i) => positions[i]?.includes(tokens.length) === i < within.length,
    );
  }

  function isAlive({ positions }: State): boolean {
    return positions.slice(0, within.length).every(({ length }) => length > 0);
  }
}

/** The path as IAM reads it. */
export function decodePath(path: string): string {
  return path.replaceAll(ENCODED_SLASH, '/');
}

function keyOf({ positions }: State): string {
  return positions.join('|');
}

/** Of the symbols that no language tells from others, one. */
function symbolsAfter(
  { positions }: State,
  languages: readonly PathLanguage[],
  encoded: boolean,
): string[] {
  const named = new Set<string>();
  for (const [i, { tokens }] of languages.entries()) {
    for (const position of positions[i] ?? []) {
      const token = tokens[position];
      if (token?.kind === 'text') named.add(token.text);
    }
  }
  named.delete('/');
  const other = OTHERS.find((character) => !named.has(character)) ?? '\u{e9}';
  return [other, ...named, '/', ...(encoded ? [ENCODED_SLASH] : [])];
}

function step({ tokens, decoded }: PathLanguage, positions: Positions, symbol: string): Positions {
  const read = decoded && symbol === ENCODED_SLASH ? '/' : symbol;
  const reached = positions.flatMap((position) => {
    const token = tokens[position];
    if (token === undefined || !takes(token, read)) return [];
    return token.kind === 'run' ? position : position + 1;
  });
  return reached.length === 0 ? reached : closure(reached, tokens);
}

function takes(token: Token, symbol: string): boolean {
  if (token.kind === 'text') return token.text === symbol;
  if (token.kind === 'optionalSlash') return symbol === '/';
  return token.slash || symbol !== '/';
}

/** Positions with those that are reached without a character. */
function closure(positions: Positions, tokens: readonly Token[]): Positions {
  const all = new Set(positions);
  for (const position of all) {
    const kind = tokens[position]?.kind;
    if (kind === 'run' || kind === 'optionalSlash') all.add(position + 1);
  }
  return [...all].sort((a, b) => a - b);
}
