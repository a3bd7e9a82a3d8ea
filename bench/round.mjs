/** A number as people read it, without decimals. */
export function round(value) {
  return Math.round(value).toLocaleString('en-US');
}
