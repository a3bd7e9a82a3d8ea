import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../support/random';
import type { EncryptionContext } from './key';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** What a ciphertext blob is sealed with. */
export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly material: Buffer;
}

/** Seals by AES-256-GCM: version, length and text of the key's id, nonce, tag, ciphertext. */
export function seal(
  key: SealingKey,
  plaintext: Uint8Array,
  context: EncryptionContext,
  random: Random,
): Buffer {
  const head = headOf(key.id);
  const iv = random.bytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key.material, iv).setAAD(boundData(head, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([head, iv, cipher.getAuthTag(), body]);
}

/** The id of the key that a blob names, unchecked; `undefined` for what is no blob. */
export function keyIdOf(blob: Buffer): string | undefined {
  const [version, length = 0] = blob;
  const isWhole = blob.length >= 2 + length + IV_BYTES + TAG_BYTES;
  return version === VERSION && isWhole ? blob.toString('latin1', 2, 2 + length) : undefined;
}

/** Opens what `seal` made with the same key and context; `undefined` for anything else. */
export function open(
  key: SealingKey,
  blob: Buffer,
  context: EncryptionContext,
): Buffer | undefined {
  if (keyIdOf(blob) !== key.id) return undefined;
  const head = headOf(key.id);
  const [ivEnd, tagEnd] = [head.length + IV_BYTES, head.length + IV_BYTES + TAG_BYTES];
  const decipher = createDecipheriv(CIPHER, key.material, blob.subarray(head.length, ivEnd))
    .setAAD(boundData(head, context))
    .setAuthTag(blob.subarray(ivEnd, tagEnd));
  try {
    return Buffer.concat([decipher.update(blob.subarray(tagEnd)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function headOf(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'latin1');
  return Buffer.concat([Buffer.from([VERSION, id.length]), id]);
}

/** The order of a context's pairs does not count. */
function boundData(head: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.keys(context)
    .sort()
    .map((name) => [name, context[name]]);
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs), 'utf8')]);
}
