/** Condition keys of a request: one value, or several for a multi-valued key. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** A context whose keys are found in any case, as IAM finds them. */
export class ContextKeys {
  private values: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param request - whose context is made with the first key that is asked for, as most ask for none */
  constructor(private readonly request: { readonly context: Context }) {}

  /** All values of a key; `undefined` when the request does not have it. */
  all(key: string): readonly string[] | undefined {
    this.values ??= index(this.request.context);
    return this.values.get(key.toLowerCase());
  }

  /** The value of a single-valued key; `undefined` when there is none, or more than one. */
  single(key: string): string | undefined {
    const values = this.all(key);
    return values?.length === 1 ? values[0] : undefined;
  }
}

function index(context: Context): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(context).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
}
