import { createCipheriv, generateKeyPairSync, hkdfSync, type KeyObject, sign } from 'node:crypto';
import type { Random } from '../support/random';
import type { EncryptionContext } from './key';

/** AES-256-GCM with a key by HKDF-SHA384, signed by ECDSA P-384, without key commitment. */
const SUITE = Buffer.from('0378', 'hex');
const VERSION_AND_TYPE = Buffer.from('0180', 'hex');
const FRAMED = 2;
const FRAME_BYTES = 4096;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const MESSAGE_ID_BYTES = 16;
const SIGNING_CONTEXT = 'aws-crypto-public-key';
const FRAME_LABEL = Buffer.from('AWSKMSEncryptionClient Final Frame', 'utf8');
const LAST_FRAME = uint32(0xffffffff);
const SEQUENCE_NUMBER = uint32(1);

/** The key of a message, encrypted under a key of KMS. */
export interface WrappedKey {
  readonly keyArn: string;
  readonly ciphertext: Buffer;
}

/** What a message is made with. */
export interface MessageOptions {
  readonly context: EncryptionContext;
  readonly random: Random;
  /** Encrypts the key of the message, bound to the context that the message shows. */
  readonly wrap: (dataKey: Buffer, context: EncryptionContext) => WrappedKey;
}

/**
 * Writes a message of the AWS Encryption SDK, version 1, with its plaintext in one frame.
 *
 * @param plaintext - 4,096 bytes at most
 * @see https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
 */
export function encryptMessage(
  plaintext: Buffer,
  { context, random, wrap }: MessageOptions,
): Buffer {
  const dataKey = random.bytes(KEY_BYTES);
  const messageId = random.bytes(MESSAGE_ID_BYTES);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  const bound = { ...context, [SIGNING_CONTEXT]: compressed(publicKey).toString('base64') };
  const info = Buffer.concat([SUITE, messageId]);
  const key = Buffer.from(hkdfSync('sha384', dataKey, '', info, KEY_BYTES));
  const header = headerOf(messageId, bound, wrap(dataKey, bound));
  const authentication = seal(key, Buffer.alloc(IV_BYTES), header);
  const sealed = Buffer.concat([header, ...authentication, ...frameOf(key, messageId, plaintext)]);
  return Buffer.concat([sealed, sized(sign('sha384', sealed, privateKey))]);
}

function headerOf(messageId: Buffer, context: EncryptionContext, key: WrappedKey): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  const texts = pairs.flat().map((text) => sized(Buffer.from(text, 'utf8')));
  const wrapped = ['aws-kms', key.keyArn].map((text) => sized(Buffer.from(text, 'utf8')));
  return Buffer.concat([
    VERSION_AND_TYPE,
    SUITE,
    messageId,
    sized(Buffer.concat([uint16(pairs.length), ...texts])),
    uint16(1),
    ...wrapped,
    sized(key.ciphertext),
    Buffer.from([FRAMED]),
    uint32(0),
    Buffer.from([IV_BYTES]),
    uint32(FRAME_BYTES),
  ]);
}

function frameOf(key: Buffer, messageId: Buffer, plaintext: Buffer): Buffer[] {
  const iv = Buffer.concat([Buffer.alloc(IV_BYTES - SEQUENCE_NUMBER.length), SEQUENCE_NUMBER]);
  const length = uint32(plaintext.length);
  const bound = [messageId, FRAME_LABEL, SEQUENCE_NUMBER, uint32(0), length];
  const [, tag, body] = seal(key, iv, Buffer.concat(bound), plaintext);
  return [LAST_FRAME, SEQUENCE_NUMBER, iv, length, body, tag];
}

/** Nonce, tag and ciphertext. */
function seal(
  key: Buffer,
  iv: Buffer,
  bound: Buffer,
  plaintext: Uint8Array = Buffer.alloc(0),
): readonly [iv: Buffer, tag: Buffer, body: Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return [iv, cipher.getAuthTag(), body];
}

/** A public key as SEC 1 writes a compressed point. */
function compressed(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const isOdd = (Buffer.from(y, 'base64url').at(-1) ?? 0) % 2 === 1;
  return Buffer.concat([Buffer.from([isOdd ? 3 : 2]), Buffer.from(x, 'base64url')]);
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([uint16(bytes.length), bytes]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
