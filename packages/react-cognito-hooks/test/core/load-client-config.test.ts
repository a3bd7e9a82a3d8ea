// @vitest-environment node
import { expect, test } from 'vitest';
import { loadClientConfig } from '../../src';
import { FakeApi } from '../support/fake-api';
import { setUp } from '../support/set-up';

async function serve(body: unknown, status = 200) {
  const api = await FakeApi.start();
  api.answer = () => ({ status, body });
  return `${api.url}/config.json`;
}

test('loads a config', async () => {
  const { config } = await setUp();

  expect(await loadClientConfig(await serve(config))).toEqual(config);
});

test.each([
  ['version', { version: 2 }, `'version' is 2, expected 1`],
  ['userPoolId', { userPoolId: 'pool' }, `'userPoolId' is "pool"`],
  ['guests', { guests: undefined }, `'guests' is nothing`],
  ['apis.Random.url', { apis: { Random: { url: 'x', region: 'y' } } }, `'apis.Random.url' is "x"`],
  ['signIn.identifiers', { signIn: {} }, `'signIn.identifiers' is nothing`],
  [
    'signIn.flows',
    { signIn: { identifiers: ['email'], selfSignUp: true, flows: 'USER_AUTH' } },
    `'signIn.flows' is "USER_AUTH"`,
  ],
  ['verification', { verification: 'sms' }, `'verification' is "sms", expected 'code' or 'link'`],
  ['endpoints.userPool', { endpoints: { userPool: 'x' } }, `'endpoints.userPool' is "x"`],
])('fails on a bad %s and names it', async (_field, change, message) => {
  const { config } = await setUp();
  const url = await serve({ ...config, ...change });

  const loaded = loadClientConfig(url);

  await expect(loaded).rejects.toMatchObject({
    code: 'InvalidConfig',
    message: expect.stringContaining(message),
  });
});

test.each([[null], [[]], ['text']])('fails on %j, which is no config', async (body) => {
  const url = await serve(body);

  await expect(loadClientConfig(url)).rejects.toMatchObject({ code: 'InvalidConfig' });
});

test('fails where there is no config', async () => {
  const url = await serve({}, 404);

  await expect(loadClientConfig(url)).rejects.toMatchObject({ code: 'HttpError', status: 404 });
});

test('fails where nothing answers', async () => {
  const loaded = loadClientConfig('http://localhost:1/config.json');

  await expect(loaded).rejects.toMatchObject({ code: 'NetworkError', retryable: true });
});
