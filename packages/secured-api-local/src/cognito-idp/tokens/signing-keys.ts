import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { Store } from '../../state/store';
import type { Random } from '../../support/random';

/** The key that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A public key as RFC 7517 has it: a type, so that it passes for a JSON object. */
export type PublicJsonWebKey = {
  readonly alg: 'RS256';
  readonly e: string;
  readonly kid: string;
  readonly kty: 'RSA';
  readonly n: string;
  readonly use: 'sig';
};

/** The keys that a pool publishes. */
export interface JsonWebKeySet {
  readonly keys: PublicJsonWebKey[];
}

interface StoredKey {
  readonly kid: string;
  readonly pem: string;
}

/** What a key signs: tokens of user pools, of stand-ins for other providers, or of identities. */
export type KeyName = 'user-pools' | 'providers' | 'identity-pools';

/** Gives the one signing key of a store, made when it is first asked for. */
export function createSigningKeys(
  store: Store,
  random: Random,
  name: KeyName = 'user-pools',
): () => SigningKey {
  const stored = store.collection<StoredKey>('signing-keys');
  let parsed: SigningKey | undefined;

  const mint = (): StoredKey => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const record = { kid: random.bytes(32).toString('base64url'), pem };
    stored.set(name, record);
    return record;
  };

  return () => {
    // The store decides: a key that could not be kept is gone from it, and must not sign.
    const record = stored.get(name) ?? mint();
    if (parsed?.kid !== record.kid) parsed = toSigningKey(record);
    return parsed;
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
