const MAX_LINE = 500;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** A text comes from anybody: no control character of it reaches the terminal. */
export function printable(text: string): string {
  const safe = PRINTABLE.test(text) ? text : text.replace(/[^\x20-\x7e]/g, '?');
  return safe.length > MAX_LINE ? safe.slice(0, MAX_LINE) : safe;
}
