import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSeed } from '../src/read-seed';
import { createFolder } from './assembly/assembly-fixture';

const ADA = { username: 'ada@example.com', password: 'Correct-Horse-7' };

function fileOf(content: string): string {
  const file = join(createFolder(), 'users.json');
  writeFileSync(file, content);
  return file;
}

const read = (content: string) => () => readSeed(fileOf(content));

describe('readSeed', () => {
  test('reads what createUser takes', () => {
    const users = [
      ADA,
      { ...ADA, attributes: { name: 'Ada' }, groups: ['admin'], confirmed: false },
      { ...ADA, totp: 'JBSWY3DPEHPK3PXP' },
    ];

    expect(readSeed(fileOf(JSON.stringify(users)))).toEqual(users);
  });

  test.each<[string, unknown, string]>([
    ['an object', { users: [ADA] }, 'is not a list'],
    ['a word', [ADA, 'ada'], 'has no user in entry 1'],
    ['null', [null], 'has no user in entry 0'],
    ['a list', [[ADA]], 'has no user in entry 0'],
    ['no name', [{ password: 'x' }], "has no valid 'username' in entry 0"],
    ['an empty name', [{ ...ADA, username: '' }], "has no valid 'username' in entry 0"],
    ['no password', [{ username: 'a' }], "has no valid 'password' in entry 0"],
    ['a number', [{ ...ADA, password: 7 }], "has no valid 'password' in entry 0"],
    ['attributes as a list', [{ ...ADA, attributes: ['a'] }], "has no valid 'attributes'"],
    ['no attributes', [{ ...ADA, attributes: null }], "has no valid 'attributes'"],
    ['a flag for text', [{ ...ADA, attributes: { a: true } }], "has no valid 'attributes'"],
    ['one group', [{ ...ADA, groups: 'admin' }], "has no valid 'groups'"],
    ['groups of numbers', [{ ...ADA, groups: [1] }], "has no valid 'groups'"],
    ['a flag as text', [{ ...ADA, confirmed: 'no' }], "has no valid 'confirmed'"],
    ['a short secret', [{ ...ADA, totp: 'AAAA' }], "has no valid 'totp'"],
    ['a misspelt field', [{ ...ADA, group: [] }], "has an unknown field 'group' in entry 0"],
    ['an inherited name', [{ ...ADA, toString: '' }], "has an unknown field 'toString'"],
  ])('fails for %s', (_, users, fault) => {
    expect(read(JSON.stringify(users))).toThrow(
      expect.objectContaining({ code: 'BrokenSeed', message: expect.stringContaining(fault) }),
    );
  });

  test('fails for what is not JSON without a word of it', () => {
    const content = JSON.stringify([ADA]).slice(0, -1);

    expect(read(content)).toThrow(
      expect.objectContaining({
        code: 'BrokenSeed',
        message: expect.stringMatching(/users\.json' is not JSON$/),
      }),
    );
  });

  test('fails for a file that is not there', () => {
    expect(() => readSeed(join(createFolder(), 'none.json'))).toThrow(/cannot be read/);
  });
});
