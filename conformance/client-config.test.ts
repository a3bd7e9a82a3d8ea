import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Ajv } from 'ajv';
import { loadClientConfig } from 'react-cognito-hooks';
import { startLocal } from 'secured-api-local';
import { afterAll, describe, expect, test } from 'vitest';
import { changedAssembly, exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';

const schema = JSON.parse(
  readFileSync(
    new URL('../packages/cdk-secured-api/schema/client-config.v1.json', import.meta.url),
    'utf8',
  ),
);
const validate = new Ajv({ strict: true, formats: { uri: true } }).compile(schema);

const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });
afterAll(() => local.stop());

describe('the client config', () => {
  test('of the stack is valid by the schema', () => {
    expect(validate(JSON.parse(String(local.outputs.ClientConfig)))).toBe(true);
  });

  test('of the runtime is valid by the schema and has local addresses', () => {
    expect(validate(local.config)).toBe(true);
    expect(local.config).toMatchObject({
      apis: { Random: { url: Object.values(local.apis)[0]?.url } },
      endpoints: { userPool: `${local.url}/`, identityPool: `${local.url}/` },
      developerConsole: `${local.url}/_local/`,
    });
  });

  test('is served to a browser, and the hooks take it', async () => {
    const config = await loadClientConfig(`${local.url}/_local/config.json`);

    expect(config).toEqual(local.config);
  });

  test('is served through a web server that keeps its own host, which no API takes', async () => {
    const statusFor = (url: string) =>
      new Promise((resolve) => {
        const { port, pathname: path } = new URL(url);
        const headers = { host: 'localhost:5173' };
        request({ host: '127.0.0.1', port, path, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end();
      });

    expect(await statusFor(`${local.url}/_local/config.json`)).toBe(200);
    expect(await statusFor(`${Object.values(local.apis)[0]?.url}/public`)).toBe(403);
  });

  test('is made from the template where the stack has no such output, and is as valid', async () => {
    const assembly = changedAssembly((template) => {
      delete template.Outputs.ClientConfig;
    });

    const bare = await startLocal({ assembly, port: 0, log: quiet });

    expect(bare.config).not.toBeNull();
    expect(validate(bare.config)).toBe(true);
    await bare.stop();
  });
});
