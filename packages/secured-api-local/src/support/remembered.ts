const MAX_TEXT = 512;
const KEPT = 1_000;

/**
 * Remembers what a pure function gave for the texts that it was asked with last. A text that is long
 * is not kept: whoever makes up texts takes no more memory than a thousand of them.
 */
export function remembered<Value>(compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    const value = compute(text);
    if (known.size >= KEPT) known.clear();
    if (text.length <= MAX_TEXT) known.set(text, { value });
    return value;
  };
}
