// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest';
import { prepareProof, startProof } from '../../src/core/authentication';
import { internalsOf } from '../../src/core/client-internals';
import { signInFlow } from '../../src/core/sign-in-flow';
import { PASSWORD, setUp } from '../support/set-up';

afterEach(() => {
  vi.restoreAllMocks();
});

test('proves by the run that was prepared, and by each run once', async () => {
  const internals = internalsOf((await setUp()).client);
  const random = vi.spyOn(crypto, 'getRandomValues');

  prepareProof(internals);
  prepareProof(internals);
  const drawn = random.mock.calls.length;
  const [first, second] = [startProof(internals, PASSWORD), startProof(internals, PASSWORD)];

  expect(drawn).toBe(1);
  expect(random.mock.calls.length).toBe(2);
  expect(first.publicValue).not.toBe(second.publicValue);
});

test('prepares a proof while the form is on the screen', async () => {
  const { client, cognito } = await setUp();
  cognito.pool.addUser({ username: 'jane@example.com', password: PASSWORD });
  const flow = signInFlow(client);
  const random = vi.spyOn(crypto, 'getRandomValues');

  flow.subscribe(() => undefined);
  await vi.waitUntil(() => random.mock.calls.length === 1);
  await flow.signIn({ username: 'jane@example.com', password: PASSWORD });

  expect(random.mock.calls.length).toBe(1);
  expect(client.getState().status).toBe('signedIn');
});
