/** What the developer reads on stderr. Never hand it a token, password, key or code. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

/**
 * Writes one line an entry through `write`, by default to stderr: warnings at once, the rest at the
 * end of the turn, since many requests in one turn would write as often.
 */
export function createLog(
  write: (text: string) => void = (text) => process.stderr.write(text),
): Log {
  let lines = '';
  const flush = (): void => {
    if (lines !== '') write(lines);
    lines = '';
  };
  return {
    info: (line) => {
      if (lines === '') setImmediate(flush);
      lines += `${line}\n`;
    },
    warn: (line) => {
      lines += `warning: ${line}\n`;
      flush();
    },
  };
}
