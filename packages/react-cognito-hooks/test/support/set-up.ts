import { type CognitoClient, type CognitoClientOptions, createCognitoClient } from '../../src';
import { internalsOf } from '../../src/core/client-internals';
import { createMemoryStore } from '../../src/core/key-value-store';
import { signInFlow } from '../../src/core/sign-in-flow';
import { FakeApi } from './fake-api';
import { FakeCognito } from './fake-cognito';

export const PASSWORD = 'Secret123!';

/** A stack of fakes and a client of it, with nobody signed in. */
export async function setUp(options: CognitoClientOptions = {}) {
  const cognito = await FakeCognito.start();
  const api = await FakeApi.start();
  const config = cognito.config({ Random: { url: api.url, region: 'us-east-1' } });
  const storage = createMemoryStore();
  const createClient = () => createCognitoClient(config, { storage, ...options });
  return { cognito, api, config, storage, createClient, client: createClient() };
}

/** The same, with one user signed in. */
export async function setUpSignedIn(options: CognitoClientOptions = {}) {
  const stack = await setUp(options);
  const user = stack.cognito.pool.addUser({ username: 'jane@example.com', password: PASSWORD });
  await signIn(stack.client, 'jane@example.com');
  return { ...stack, user };
}

/** Signs in through the flow, and fails the test if that is refused. */
export async function signIn(client: CognitoClient, username: string): Promise<void> {
  const result = await signInFlow(client).signIn({ username, password: PASSWORD });
  if (!result.ok) throw result.error;
}

/** Runs the session out, as far as this client and all that share its storage can tell. */
export function expireTokens(client: CognitoClient): void {
  const { store } = internalsOf(client);
  const tokens = store.current();
  if (tokens === undefined) throw new Error('nobody is signed in');
  const [head = '', payload = '', tail = ''] = tokens.accessToken.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const expired = Buffer.from(JSON.stringify({ ...claims, exp: 1 })).toString('base64url');
  store.write({ ...tokens, accessToken: `${head}.${expired}.${tail}` });
  store.reread();
}
