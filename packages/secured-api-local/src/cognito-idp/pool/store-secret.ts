import { createHmac } from 'node:crypto';
import type { Store } from '../../state/store';
import type { Random } from '../../support/random';

/** Derives values that nobody without the store can guess, and that stay the same in it. */
export interface StoreSecret {
  /** HMAC-SHA256 of the parts; no two lists of parts give the same. */
  derive(...parts: readonly string[]): Buffer;
}

/** The secret of a store, made when it is first asked for. */
export function createStoreSecret(store: Store, random: Random): StoreSecret {
  const secrets = store.collection<string>('secrets');
  const key = (): Buffer => {
    const found = secrets.get('derivation') ?? random.bytes(32).toString('hex');
    if (secrets.get('derivation') === undefined) secrets.set('derivation', found);
    return Buffer.from(found, 'hex');
  };
  return {
    derive: (...parts) => createHmac('sha256', key()).update(JSON.stringify(parts)).digest(),
  };
}
