/** The first value that stands in a list a second time, if there is one. */
export function repeated<T>(values: readonly T[]): T | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}
