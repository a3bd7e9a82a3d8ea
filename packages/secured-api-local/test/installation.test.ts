import { describe, expect, test } from 'vitest';
import { openInstallation } from '../src/installation';
import { createMemoryStore } from '../src/state/memory-store';
import { createRandom } from '../src/support/random';

describe('openInstallation', () => {
  test('makes an account and a key up once a store', () => {
    const store = createMemoryStore();

    const first = openInstallation(store, createRandom());
    const again = openInstallation(store, createRandom());
    const other = openInstallation(createMemoryStore(), createRandom());

    expect(first.accountId).toMatch(/^1\d{11}$/);
    expect(first.masterKey).toHaveLength(32);
    expect(again).toEqual(first);
    expect(other.masterKey).not.toEqual(first.masterKey);
  });
});
