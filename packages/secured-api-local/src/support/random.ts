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

/** Draws from `source`, by default the machine's cryptographic generator. */
export function createRandom(source: (length: number) => Buffer = randomBytes): Random {
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
      return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
    characters,
    digits: (length) => characters(length, '0123456789'),
  };
}
