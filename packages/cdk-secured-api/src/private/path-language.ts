/** A `/` that the wire hides in an escape: of a variable for who routes, a `/` once decoded. */
export const ENCODED_SLASH = '%2F';

/** Stands in a pattern for the caller's identity id, which holds no `/` and is like no literal. */
export const OWN_ID = '<own id>';

/** One step of a language: a character or the own id, a run of characters, one, or a last `/`. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'run' | 'one'; readonly slash: boolean }
  | { readonly kind: 'optionalSlash' };

/** A language of paths, and whether it sees the wire's segments or the decoded path. */
export interface PathLanguage {
  readonly tokens: readonly Token[];
  readonly decoded: boolean;
}

const SPECIAL = new RegExp(`\\*|${OWN_ID}|\\{[^}]+\\}`);

/** What an IAM pattern matches, below the method: `*` is any string and sees the decoded path. */
export function languageOfPattern(pattern: string): PathLanguage {
  return { tokens: tokensOf(pattern, () => [{ kind: 'run', slash: true }]), decoded: true };
}

/** The paths that surely match a template: no variable is empty, none has a trailing slash. */
export function strictLanguage(path: string | undefined, ownParameter?: string): PathLanguage {
  return languageOfTemplate(path, ownParameter, (slash) => [
    { kind: 'one', slash },
    { kind: 'run', slash },
  ]);
}

/** The paths that may match a template: variables may be empty, a trailing slash is optional. */
export function broadLanguage(path: string | undefined, ownParameter?: string): PathLanguage {
  const language = languageOfTemplate(path, ownParameter, (slash) => [{ kind: 'run', slash }]);
  return { ...language, tokens: [...language.tokens, { kind: 'optionalSlash' }] };
}

function languageOfTemplate(
  path: string | undefined,
  ownParameter: string | undefined,
  variable: (slash: boolean) => Token[],
): PathLanguage {
  const tokens = tokensOf(path ?? '/{default+}', (name) =>
    name === `{${ownParameter}}` ? [{ kind: 'text', text: OWN_ID }] : variable(name.endsWith('+}')),
  );
  return { tokens, decoded: false };
}

function tokensOf(text: string, special: (word: string) => Token[]): Token[] {
  const match = SPECIAL.exec(text);
  const literal = match ? text.slice(0, match.index) : text;
  const tokens = [...literal].map((character): Token => ({ kind: 'text', text: character }));
  if (!match) return tokens;
  const [word] = match;
  tokens.push(...(word === OWN_ID ? [{ kind: 'text' as const, text: OWN_ID }] : special(word)));
  return [...tokens, ...tokensOf(text.slice(match.index + word.length), special)];
}
