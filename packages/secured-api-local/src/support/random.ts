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
      const bytes = source(length);
      for (let i = 0; i < bytes.length && text.length < length; i += 1) {
        const byte = bytes[i] ?? limit;
        if (byte < limit) text += alphabet[byte % alphabet.length];
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
      const ends = `${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
      return `${text.slice(0, 8)}-${text.slice(8, 12)}-${ends}`;
    },
    characters,
    digits: (length) => characters(length, '0123456789'),
  };
}
