type Shape = Readonly<Record<string, 'string' | 'number' | 'object'>>;
type Shaped<T extends Shape> = {
  [name in keyof T]: T[name] extends 'string' ? string : T[name] extends 'number' ? number : object;
};

/** Whether a value that was parsed has these properties, each of this type. */
export function hasShape<T extends Shape>(value: unknown, shape: T): value is Shaped<T> {
  if (typeof value !== 'object' || value === null) return false;
  const properties: Record<string, unknown> = { ...value };
  return Object.entries(shape).every(
    ([name, type]) => typeof properties[name] === type && properties[name] !== null,
  );
}
