/** What the developer reads on stderr. Never hand it a token, password, key or code. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
}

/** Writes one line an entry through `write`, by default to stderr. */
export function createLog(
  write: (text: string) => void = (text) => process.stderr.write(text),
): Log {
  return {
    info: (line) => write(`${line}\n`),
    warn: (line) => write(`warning: ${line}\n`),
  };
}
