import type { Store } from './state/store';
import type { Random } from './support/random';

/** What is made up once a state folder and then kept. */
export interface Installation {
  /** 12 digits. */
  readonly accountId: string;
  /** 32 bytes: seals session tokens. */
  readonly masterKey: Buffer;
}

const KEY_BYTES = 32;

/** Collections whose records outlive a reset: what others know a run by. */
const LASTING = ['installation', 'physical-ids'];

/** Deletes all that a state folder remembers but its account and ids: no earlier token is good. */
export function resetInstallation(store: Store, random: Random): Installation {
  store.clear(LASTING);
  store.collection<string>('installation').delete('masterKey');
  return openInstallation(store, random);
}

/** Reads the account of a state folder, or opens a new one. */
export function openInstallation(store: Store, random: Random): Installation {
  const records = store.collection<string>('installation');
  const once = (name: string, mint: () => string): string => {
    const known = records.get(name);
    if (known !== undefined) return known;
    const minted = mint();
    records.set(name, minted);
    return minted;
  };
  return {
    accountId: once('accountId', () => `1${random.digits(11)}`),
    masterKey: Buffer.from(
      once('masterKey', () => random.bytes(KEY_BYTES).toString('base64')),
      'base64',
    ),
  };
}
