import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Store } from '../state/store';
import type { Random } from '../support/random';

/** The key that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A key set as RFC 7517 has it. */
export interface JsonWebKeySet {
  readonly keys: readonly {
    readonly alg: 'RS256';
    readonly e: string;
    readonly kid: string;
    readonly kty: 'RSA';
    readonly n: string;
    readonly use: 'sig';
  }[];
}

interface StoredKey {
  readonly kid: string;
  readonly pem: string;
}

const RECORD = 'user-pools';

/** Gives the one signing key of a store, made when it is first asked for. */
export function createSigningKeys(store: Store, random: Random): () => Promise<SigningKey> {
  const stored = store.collection<StoredKey>('signing-keys');
  let asked: Promise<SigningKey> | undefined;

  const mint = async (): Promise<SigningKey> => {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const record = { kid: random.bytes(32).toString('base64url'), pem };
    stored.set(RECORD, record);
    await store.durable();
    return toSigningKey(record);
  };

  return () => {
    const record = stored.get(RECORD);
    asked ??= record === undefined ? mint() : Promise.resolve(toSigningKey(record));
    // A key that could not be kept must not sign: the next caller tries again.
    asked.catch(() => {
      asked = undefined;
    });
    return asked;
  };
}

/** The public half, as a key set to publish. */
export function toJsonWebKeySet({ kid, publicKey }: SigningKey): JsonWebKeySet {
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { keys: [{ alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' }] };
}

function toSigningKey({ kid, pem }: StoredKey): SigningKey {
  const privateKey = createPrivateKey(pem);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}
