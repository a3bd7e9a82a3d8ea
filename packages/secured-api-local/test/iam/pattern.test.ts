import { expect, test } from 'vitest';
import { ContextKeys } from '../../src/iam/context';
import { matchesPattern } from '../../src/iam/pattern';

const SCOPE = { context: new ContextKeys({ context: {} }), variables: true };

/** Every text of at most `length` letters. */
function textsOf(letters: string, length: number): string[] {
  if (length === 0) return [''];
  const shorter = textsOf(letters, length - 1);
  return [
    ...new Set([...shorter, ...shorter.flatMap((text) => [...letters].map((l) => text + l))]),
  ];
}

/** What a pattern means, by the language's own expressions. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/[*?$]/g, (letter) => ({ '*': '.*', '?': '.' })[letter] ?? '\\$');
  return new RegExp(`^${source}$`, 'su');
}

test.each(['ab*', 'a*?', 'a*$'])('patterns of %s match as their expressions do', (letters) => {
  const values = textsOf('a$', 4);

  const differing = textsOf(letters, 4).flatMap((pattern) => {
    const expression = expressionOf(pattern);
    return values
      .filter((value) => matchesPattern(pattern, value, SCOPE) !== expression.test(value))
      .map((value) => [pattern, value]);
  });

  expect(differing).toEqual([]);
});
