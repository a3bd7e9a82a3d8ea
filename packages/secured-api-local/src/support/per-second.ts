/** A text of a time that changes with its second alone, and is made once a second. */
export function perSecond(format: (seconds: number) => string): (now: number) => string {
  let second = Number.NaN;
  let text = '';
  return (now) => {
    const seconds = Math.floor(now / 1000);
    if (seconds !== second) {
      text = format(seconds);
      second = seconds;
    }
    return text;
  };
}
