/**
 * The shortest-first string that both globs match, or undefined where there is none.
 *
 * `*` is any string, `/` and the empty one included, and `?` exactly one character, as in IAM.
 */
export function commonString(left: string, right: string): string | undefined {
  const dead = new Set<number>();
  const width = right.length + 1;

  function search(i: number, j: number): string | undefined {
    if (i === left.length && j === right.length) return '';
    const state = i * width + j;
    if (dead.has(state)) return undefined;
    dead.add(state);
    return step(i, j);
  }

  function step(i: number, j: number): string | undefined {
    if (left[i] === '*') return search(i + 1, j) ?? consume(right[j], i, j + 1);
    if (right[j] === '*') return search(i, j + 1) ?? consume(left[i], i + 1, j);
    const character = both(left[i], right[j]);
    return character === undefined ? undefined : consume(character, i + 1, j + 1);
  }

  function consume(character: string | undefined, i: number, j: number): string | undefined {
    if (character === undefined) return undefined;
    const rest = search(i, j);
    if (rest === undefined) return undefined;
    return (character === '?' ? ANY_CHARACTER : character === '*' ? '' : character) + rest;
  }

  return search(0, 0);
}

const ANY_CHARACTER = '1';

/** The character that both let through, `?` where both take any. */
function both(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left === '?') return right;
  return right === '?' || left === right ? left : undefined;
}
