import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('..', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(`src/${name}`, root), 'utf8'));

describe('the README', () => {
  test('names every error that can stop a start', () => {
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/new LocalRuntimeError\(\s*'(\w+)'/g)].map(([, code]) => code),
    );

    const missing = [...new Set(codes)].filter((code) => !readme.includes(`\`${code}\``));

    expect(codes).toContain('PortInUse');
    expect(missing).toEqual([]);
  });

  test('names every resource type that is modelled', () => {
    const types = sources.flatMap((source) =>
      [...source.matchAll(/^ +type: 'AWS::\w+::(\w+)'/gm)].map(([, name]) => name ?? ''),
    );

    const missing = types.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme));

    expect(types).toContain('UserPool');
    expect(missing).toEqual([]);
  });
});
