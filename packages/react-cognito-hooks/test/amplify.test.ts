import { get } from 'aws-amplify/api';
import { fetchAuthSession, getCurrentUser } from 'aws-amplify/auth';
import { expect, test } from 'vitest';
import { connectAmplify } from '../src/amplify';
import { internalsOf } from '../src/core/client-internals';
import { signOut } from '../src/core/sign-out';
import { setUp, setUpSignedIn } from './support/set-up';

test('lets Amplify read the session and the credentials', async () => {
  const { client, cognito, user } = await setUpSignedIn();
  connectAmplify(client);

  const session = await fetchAuthSession();
  const current = await getCurrentUser();

  expect(session.userSub).toBe(user.sub);
  expect(session.identityId).toBe(await client.identityId());
  expect(session.credentials?.accessKeyId).toBe('AK-1');
  expect(current.userId).toBe(user.sub);
  expect(cognito.count('GetId')).toBe(1);
});

test('lets Amplify call the API, signed', async () => {
  const { client, api } = await setUpSignedIn();
  api.answer = () => ({ body: { number: 4 } });
  connectAmplify(client);

  const { body } = await get({ apiName: 'Random', path: '/private' }).response;

  expect(await body.json()).toEqual({ number: 4 });
  expect(api.last.headers.authorization).toContain('Credential=AK-1/');
});

test('renews the tokens when Amplify forces it', async () => {
  const { client, user } = await setUpSignedIn();
  connectAmplify(client);
  user.groups = ['admins'];

  const session = await fetchAuthSession({ forceRefresh: true });

  expect(session.tokens?.idToken?.payload['cognito:groups']).toEqual(['admins']);
});

test('gives Amplify nothing after a sign-out', async () => {
  const { client } = await setUpSignedIn();
  connectAmplify(client);
  await signOut(internalsOf(client));

  const session = await fetchAuthSession();

  expect(session).toMatchObject({ tokens: undefined, credentials: undefined });
});

test('fails with a client that is not one of this package', async () => {
  const { client } = await setUp();

  expect(() => connectAmplify({ ...client })).toThrow(TypeError);
});
