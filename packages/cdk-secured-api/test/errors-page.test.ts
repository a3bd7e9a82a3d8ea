import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const textsOf = (folder: string): string =>
  readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => textOf(join(folder, file)))
    .join('\n');

const sources = textsOf('src');
const tests = textsOf('test');
const page = textOf('docs/errors.md');

/** The names that messages of the sources start with. */
const names = [
  ...sources.matchAll(/refusal\(\s*'(\w+)'/g),
  ...sources.matchAll(/['`]([A-Z][a-z]+[A-Z]\w+): /g),
].map(([, name = '']) => name);
const errors = [...new Set(names)].sort();

describe('the page of errors', () => {
  test('has a row for every error of the sources, and for no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
    const messages = [...page.matchAll(/\| `cdk-secured-api:\w+` \| `(\w+)` \|/g)];

    expect(new Set(rows).size).toBe(rows.length);
    expect([...rows, ...messages.map(([, name = '']) => name)].sort()).toEqual(errors);
  });

  test('has a row for every warning that can be acknowledged', () => {
    const warnings = [...sources.matchAll(/'(cdk-secured-api:\w+)'/g)].map(([, id = '']) => id);

    expect(warnings.length).toBeGreaterThan(0);
    for (const id of warnings) expect(page).toContain(`| \`${id}\` |`);
  });
});

test.each(errors)('%s is tested', (name) => {
  expect(tests).toMatch(new RegExp(`\\b${name}\\b`));
});
