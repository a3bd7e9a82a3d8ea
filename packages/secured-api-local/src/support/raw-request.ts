/** A request as it came over the wire: nothing decoded, merged or put in order. */
export interface RawRequest {
  readonly method: string;
  /** The request target, one character a byte: `/path?query`. */
  readonly target: string;
  /** Names and values in arrival order, one character a byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** The target's path and its query without the question mark. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** So many are looked through sooner than an index of them is made. */
const FEW = 32;

const indexes = new WeakMap<RawRequest['headers'], ReadonlyMap<string, string[]>>();

/** Every value of a header, by its lower-case name, in arrival order. */
export function headerValues({ headers }: RawRequest, name: string): readonly string[] {
  if (headers.length <= FEW) {
    return headers.filter(([key]) => isNamed(key, name)).map(([, value]) => value);
  }
  const known = indexes.get(headers);
  if (known) return known.get(name) ?? [];
  const index = new Map<string, string[]>();
  for (const [key, value] of headers) {
    const values = index.get(key.toLowerCase());
    if (values) values.push(value);
    else index.set(key.toLowerCase(), [value]);
  }
  indexes.set(headers, index);
  return index.get(name) ?? [];
}

function isNamed(key: string, lowerCaseName: string): boolean {
  return key.length === lowerCaseName.length && key.toLowerCase() === lowerCaseName;
}
