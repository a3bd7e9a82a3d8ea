import { createDecipheriv, createPublicKey, ECDH, hkdfSync, verify } from 'node:crypto';

/** What a message of the AWS Encryption SDK says. */
export interface ReadMessage {
  readonly suite: string;
  readonly provider: string;
  readonly keyArn: string;
  readonly context: Readonly<Record<string, string>>;
  readonly frameBytes: number;
  readonly plaintext: string;
}

/** Reads bytes in their order. */
class Cursor {
  position = 0;

  constructor(readonly bytes: Buffer) {}

  take(length: number): Buffer {
    if (this.position + length > this.bytes.length) throw new Error('the message is cut short');
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  number(length: number): number {
    return this.take(length).readUIntBE(0, length);
  }

  sized(): Buffer {
    return this.take(this.number(2));
  }
}

/**
 * Reads a signed message of one frame as its format is documented, every tag and the signature
 * checked.
 *
 * @param unwrap - decrypts the key of the message
 */
export function readMessage(
  message: Buffer,
  unwrap: (ciphertext: Buffer, context: Readonly<Record<string, string>>) => Buffer | undefined,
): ReadMessage {
  const cursor = new Cursor(message);
  if (cursor.number(2) !== 0x0180) throw new Error('version 1, customer data');
  const suite = cursor.take(2);
  const messageId = cursor.take(16);
  const context = readContext(cursor.sized());
  if (cursor.number(2) !== 1) throw new Error('one key');
  const [provider = '', keyArn = ''] = [cursor.sized(), cursor.sized()].map(String);
  const dataKey = unwrap(cursor.sized(), context);
  if (dataKey === undefined) throw new Error('the key of the message is not unwrapped');
  if (cursor.number(5) !== 0x02_0000_0000 || cursor.number(1) !== 12) throw new Error('framed');
  const frameBytes = cursor.number(4);
  const header = message.subarray(0, cursor.position);
  const info = Buffer.concat([suite, messageId]);
  const key = Buffer.from(hkdfSync('sha384', dataKey, Buffer.alloc(48), info, 32));
  const open = (iv: Buffer, bound: Buffer, body: Buffer, tag: Buffer): string => {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(bound).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  };
  open(cursor.take(12), header, Buffer.alloc(0), cursor.take(16));
  if (cursor.number(4) !== 0xffffffff) throw new Error('the last frame');
  const sequence = cursor.take(4);
  const iv = cursor.take(12);
  const length = cursor.take(4);
  const body = cursor.take(length.readUInt32BE());
  const label = Buffer.from('AWSKMSEncryptionClient Final Frame');
  const bound = Buffer.concat([messageId, label, sequence, Buffer.alloc(4), length]);
  const plaintext = open(iv, bound, body, cursor.take(16));
  const signed = message.subarray(0, cursor.position);
  if (!verify('sha384', signed, verifierOf(context), cursor.sized())) throw new Error('signature');
  if (cursor.position !== message.length) throw new Error('more than a message');
  return { suite: suite.toString('hex'), provider, keyArn, context, frameBytes, plaintext };
}

function readContext(bytes: Buffer): Readonly<Record<string, string>> {
  const cursor = new Cursor(bytes);
  const pairs = Array.from({ length: cursor.number(2) }, () => [
    cursor.sized().toString('utf8'),
    cursor.sized().toString('utf8'),
  ]);
  return Object.fromEntries(pairs);
}

function verifierOf(context: Readonly<Record<string, string>>) {
  const point = Buffer.from(context['aws-crypto-public-key'] ?? '', 'base64');
  const whole = Buffer.from(ECDH.convertKey(point, 'secp384r1') as Buffer);
  const [x, y] = [whole.subarray(1, 49), whole.subarray(49)].map((part) =>
    part.toString('base64url'),
  );
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-384', x: x ?? '', y: y ?? '' },
  });
}
