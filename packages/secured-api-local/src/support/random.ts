import { randomBytes } from 'node:crypto';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Every identifier, code and secret that the runtime makes up. */
export interface Random {
  /** `length` bytes. */
  bytes(length: number): Buffer;
  /** A version 4 UUID. */
  uuid(): string;
  /** `length` characters of `alphabet`, each equally likely. */
  characters(length: number, alphabet?: string): string;
  /** `length` decimal digits. */
  digits(length: number): string;
}

const POOL_BYTES = 4096;

/** The machine's cryptographic generator, asked for many bytes at once; none is given twice. */
function createPooledSource(): (length: number) => Buffer {
  let pool = Buffer.alloc(0);
  return (length) => {
    if (length > POOL_BYTES / 8) return randomBytes(length);
    if (pool.length < length) pool = randomBytes(POOL_BYTES);
    const bytes = Buffer.from(pool.subarray(0, length));
    pool.fill(0, 0, length);
    pool = pool.subarray(length);
    return bytes;
  };
}

/** Draws from `source`, by default the machine's cryptographic generator. */
export function createRandom(source: (length: number) => Buffer = createPooledSource()): Random {
  const characters = (length: number, alphabet = ALPHANUMERIC): string => {
    const limit = 256 - (256 % alphabet.length);
    let text = '';
    while (text.length < length) {
      for (const byte of source(length)) {
        if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
      }
    }
    return text;
  };
  return {
    bytes: source,
    uuid: () => {
      const hex = source(16);
      hex[6] = ((hex[6] ?? 0) & 0x0f) | 0x40;
      hex[8] = ((hex[8] ?? 0) & 0x3f) | 0x80;
      const text = hex.toString('hex');
      return [
        [0, 8],
        [8, 12],
        [12, 16],
        [16, 20],
        [20, 32],
      ]
        .map(([from, to]) => text.slice(from, to))
        .join('-');
    },
    characters,
    digits: (length) => characters(length, '0123456789'),
  };
}
