import type { Foundation } from '../foundation';
import type { EncryptionContext, Key } from './key';
import { keyIdOf, open, seal } from './sealed-blob';

const MATERIAL_BYTES = 32;

/** Every key of the account, and what is done with its material, which nobody gets. */
export interface Keys {
  add(key: Key): void;
  /** @param name - begins with `alias/` */
  addAlias(name: string, targetKeyId: string): void;
  /** A key by its id, its ARN, or the name or ARN of an alias. */
  find(keyId: string): Key | undefined;
  aliasesOf(key: Key): readonly string[];
  /** Milliseconds since the epoch. */
  createdAt(key: Key): number;
  encrypt(key: Key, plaintext: Uint8Array, context: EncryptionContext): Buffer;
  /** The key that a ciphertext names, unchecked. */
  keyOf(ciphertext: Buffer): Key | undefined;
  /** `undefined` where key, context or ciphertext are not those of an encryption. */
  decrypt(key: Key, ciphertext: Buffer, context: EncryptionContext): Buffer | undefined;
}

interface KeptKey {
  /** Base64. */
  readonly material: string;
  readonly createdAt: number;
}

/** Makes the keys of an account; material is made up when it is first asked for, and then kept. */
export function createKeys({
  environment,
  store,
  random,
  clock,
}: Pick<Foundation, 'environment' | 'store' | 'random' | 'clock'>): Keys {
  const { partition, region, accountId } = environment;
  const prefix = `arn:${partition}:kms:${region}:${accountId}:`;
  const keys = new Map<string, Key>();
  const aliases = new Map<string, string>();
  const kept = store.collection<KeptKey>('kms-keys');

  /** The id or the alias that a name or an ARN stands for; a text that no key has for any other. */
  const nameOf = (keyId: string): string => {
    if (!keyId.startsWith('arn:')) return keyId;
    const [kind = '', ...rest] = keyId.startsWith(prefix)
      ? keyId.slice(prefix.length).split('/')
      : [];
    const name = rest.join('/');
    if (kind === 'alias') return `alias/${name}`;
    return kind === 'key' ? name : '';
  };
  const find = (keyId: string): Key | undefined => {
    const name = nameOf(keyId);
    const target = aliases.get(name);
    return keys.get(target === undefined ? name : nameOf(target));
  };
  const keptOf = (key: Key): KeptKey => {
    const known = kept.get(key.arn);
    if (known !== undefined) return known;
    const material = random.bytes(MATERIAL_BYTES).toString('base64');
    const made = { material, createdAt: clock.now() };
    kept.set(key.arn, made);
    return made;
  };
  const sealingKey = (key: Key) => ({
    id: key.id,
    material: Buffer.from(keptOf(key).material, 'base64'),
  });

  return {
    add: (key) => void keys.set(key.id, key),
    addAlias: (name, targetKeyId) => void aliases.set(name, targetKeyId),
    find,
    aliasesOf: (key) => [...aliases.keys()].filter((name) => find(name) === key),
    createdAt: (key) => keptOf(key).createdAt,
    encrypt: (key, plaintext, context) => seal(sealingKey(key), plaintext, context, random),
    keyOf: (ciphertext) => keys.get(keyIdOf(ciphertext) ?? ''),
    decrypt: (key, ciphertext, context) => open(sealingKey(key), ciphertext, context),
  };
}
