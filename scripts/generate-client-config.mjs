/**
 * Generates the ClientConfig type of the packages from the construct library's JSON schema.
 *
 * `--check` writes nothing and exits with 1 if a generated file is stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const root = new URL('../', import.meta.url);
const schemaUrl = new URL('packages/cdk-secured-api/schema/client-config.v1.json', root);
const targets = [
  'packages/react-cognito-hooks/src/core/client-config.ts',
  'packages/secured-api-local/src/client-config/client-config.ts',
];

/** Keeps the titles of objects only: a title becomes a type of its own, and `URL` would be one. */
const withoutValueTitles = (_key, value) => {
  if (value?.title === undefined || value.properties !== undefined) return value;
  const { title, ...rest } = value;
  return rest;
};

const schema = JSON.parse(await readFile(schemaUrl, 'utf8'), withoutValueTitles);
const expected = await compile(schema, 'ClientConfig', {
  bannerComment: '// Generated from client-config.v1.json by scripts/generate-client-config.mjs.',
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 100 },
});

for (const target of targets) {
  const url = new URL(target, root);
  const actual = await readFile(url, 'utf8').catch(() => '');
  if (actual === expected) {
    console.log(`${target} is up to date`);
  } else if (process.argv.includes('--check')) {
    console.error(`${target} is stale, run: node scripts/generate-client-config.mjs`);
    process.exitCode = 1;
  } else {
    await writeFile(url, expected);
    console.log(`wrote ${target}`);
  }
}
