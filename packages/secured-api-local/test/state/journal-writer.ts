import { openFileStore } from '../../src/state/file-store';

/** Writes numbers into the folder of its argument without end, and prints each one once kept. */
async function main(folder = ''): Promise<void> {
  const store = await openFileStore(folder);
  const numbers = store.collection<number>('numbers');
  for (let next = (numbers.get('last') ?? 0) + 1; ; next++) {
    numbers.set('last', next);
    numbers.set('twin', next);
    await store.durable();
    process.stdout.write(`${next}\n`);
  }
}

void main(process.argv[2]);
