import { openFileStore } from '../../src/state/file-store';

/** Small enough that the journal is written anew every few writes. */
const COMPACT_FROM_BYTES = 2_000;

/** Writes numbers into the folder of its argument without end, and prints each one once kept. */
async function main(folder = ''): Promise<void> {
  process.stdout.write('opening\n');
  const store = await openFileStore(folder, { compactFromBytes: COMPACT_FROM_BYTES });
  const numbers = store.collection<number>('numbers');
  for (let next = (numbers.get('last') ?? 0) + 1; ; next++) {
    numbers.set('last', next);
    numbers.set(`row${next % 20}`, next);
    numbers.set('twin', next);
    await store.durable();
    process.stdout.write(`${next}\n`);
  }
}

void main(process.argv[2]);
