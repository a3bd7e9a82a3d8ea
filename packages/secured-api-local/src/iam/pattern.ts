import type { ContextKeys } from './context';

type Token = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'any' | 'one' };

const VARIABLE = /\$\{([^}]*)\}/y;
/** A pattern without one of these matches itself alone, and most parts of an ARN are such. */
const SPECIAL = /[*?]|\$\{/;
/** Without one of these a pattern is text and asterisks: `$default` is text too. */
const TOKENS = /\?|\$\{/;
const DEFAULT_VALUE = /^([^,]+?)\s*,\s*'([^']*)'$/;

/** What a pattern is read with: its request, and whether its version knows policy variables. */
export interface PatternScope {
  readonly context: ContextKeys;
  /** Variables are text in documents of version 2008-10-17. */
  readonly variables: boolean;
}

/**
 * Splits a pattern into text and wildcards, with its policy variables filled in.
 *
 * A variable's value is always text, whatever characters it holds; `${*}`, `${?}` and `${$}` are
 * those characters. Returns `undefined` when a variable has no value, since such a pattern matches
 * nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function tokenize(pattern: string, scope: PatternScope): Token[] | undefined {
  const tokens: Token[] = [];
  let position = 0;
  while (position < pattern.length) {
    const character = pattern.charAt(position);
    VARIABLE.lastIndex = position;
    const variable = scope.variables && character === '$' ? VARIABLE.exec(pattern) : null;
    if (variable) {
      const text = variableValue(variable[1] ?? '', scope.context);
      if (text === undefined) return undefined;
      tokens.push({ kind: 'text', text });
      position = VARIABLE.lastIndex;
      continue;
    }
    if (character === '*') tokens.push({ kind: 'any' });
    else if (character === '?') tokens.push({ kind: 'one' });
    else tokens.push({ kind: 'text', text: character });
    position += 1;
  }
  return tokens;
}

function variableValue(name: string, context: ContextKeys): string | undefined {
  if (name === '*' || name === '?' || name === '$') return name;
  const withDefault = DEFAULT_VALUE.exec(name);
  if (withDefault) return context.single(withDefault[1] ?? '') ?? withDefault[2];
  return context.single(name);
}

/** Fills in a pattern's variables and keeps its wildcards as text: for operators that compare. */
export function expand(pattern: string, scope: PatternScope): string | undefined {
  const tokens = tokenize(pattern, scope);
  return tokens
    ?.map((token) => (token.kind === 'text' ? token.text : token.kind === 'any' ? '*' : '?'))
    .join('');
}

/** Matches a whole value: `*` is any run of characters, also none; `?` is exactly one. */
export function matchesPattern(pattern: string, value: string, scope: PatternScope): boolean {
  if (!SPECIAL.test(pattern)) return pattern === value;
  if (!TOKENS.test(pattern)) return matchesRuns(pattern.split('*'), value);
  const tokens = tokenize(pattern, scope);
  if (!tokens) return false;
  const flat = tokens.flatMap<Token>((token) =>
    token.kind === 'text' ? [...token.text].map((text) => ({ kind: 'text', text })) : [token],
  );
  return matchesTokens(flat, [...value]);
}

/** Matches texts in their order, the first at the begin and the last at the end. */
function matchesRuns(texts: readonly string[], value: string): boolean {
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  let position = first.length;
  for (const text of texts.slice(1, -1)) {
    const found = value.indexOf(text, position);
    if (found < 0) return false;
    position = found + text.length;
  }
  return position + last.length <= value.length;
}

/** The usual linear glob: on a mismatch the last `*` takes one character more. */
function matchesTokens(tokens: readonly Token[], value: readonly string[]): boolean {
  let token = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < value.length) {
    const current = tokens[token];
    if (current?.kind === 'any') {
      star = token;
      resume = position;
      token += 1;
    } else if (current && (current.kind === 'one' || isText(current, value[position]))) {
      token += 1;
      position += 1;
    } else if (star >= 0) {
      token = star + 1;
      resume += 1;
      position = resume;
    } else {
      return false;
    }
  }
  while (tokens[token]?.kind === 'any') token += 1;
  return token === tokens.length;
}

function isText(token: Token, character: string | undefined): boolean {
  return token.kind === 'text' && token.text === character;
}
