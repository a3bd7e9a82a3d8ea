/** Condition keys of a request: one value, or several for a multi-valued key. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** A context whose keys are found in any case, as IAM finds them. */
export class ContextKeys {
  private readonly values: ReadonlyMap<string, readonly string[]>;

  constructor(context: Context) {
    this.values = new Map(
      Object.entries(context).map(([key, value]) => [
        key.toLowerCase(),
        typeof value === 'string' ? [value] : value,
      ]),
    );
  }

  /** All values of a key; `undefined` when the request does not have it. */
  all(key: string): readonly string[] | undefined {
    return this.values.get(key.toLowerCase());
  }

  /** The value of a single-valued key; `undefined` when there is none, or more than one. */
  single(key: string): string | undefined {
    const values = this.all(key);
    return values?.length === 1 ? values[0] : undefined;
  }
}
