/** Sets a value by a name that anybody chose: `__proto__` is a name like any other. */
export function setOwn<Value>(record: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, enumerable: true, writable: true });
  } else {
    record[name] = value;
  }
}
