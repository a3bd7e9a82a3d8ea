import { afterEach, expect, test } from 'vitest';
import { internalsOf } from '../../src/core/client-internals';
import { signOut } from '../../src/core/sign-out';
import { PASSWORD, setUp, setUpSignedIn, signIn } from '../support/set-up';

afterEach(() => sessionStorage.clear());

test('gives the credentials in the shape that the AWS SDKs take', async () => {
  const { client } = await setUpSignedIn();

  const credentials = await client.credentials();

  expect(credentials).toEqual({
    accessKeyId: 'AK-1',
    secretAccessKey: 'secret',
    sessionToken: expect.any(String),
    expiration: expect.any(Date),
    identityId: expect.stringMatching(/^us-east-1:/),
  });
});

test('asks once for all who need them', async () => {
  const { cognito, client } = await setUpSignedIn();

  await Promise.all([client.credentials(), client.credentials(), client.credentials()]);
  await client.credentials();

  expect([cognito.count('GetId'), cognito.count('GetCredentialsForIdentity')]).toEqual([1, 1]);
});

test('asks again when they are about to expire', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.credentialLifetimeMs = 59_000;

  await client.credentials();
  await client.credentials();

  expect([cognito.count('GetId'), cognito.count('GetCredentialsForIdentity')]).toEqual([1, 2]);
});

test('keeps the identity id over a reload', async () => {
  const { cognito, client, createClient } = await setUpSignedIn();
  const identityId = await client.identityId();

  expect(await createClient().identityId()).toBe(identityId);
  expect(cognito.count('GetId')).toBe(1);
});

test('drops an identity id that is refused and asks for another, once', async () => {
  const { cognito, client } = await setUpSignedIn();
  const before = await client.identityId();
  cognito.forgetIdentities();

  const credentials = await client.credentials();

  expect(credentials.identityId).not.toBe(before);
  expect(await client.identityId()).toBe(credentials.identityId);
  expect([cognito.count('GetId'), cognito.count('GetCredentialsForIdentity')]).toEqual([2, 2]);
});

test('fails when a fresh identity id is refused', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.refuseNext('GetCredentialsForIdentity', 'NotAuthorizedException');

  const credentials = client.credentials();

  await expect(credentials).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  expect(cognito.count('GetId')).toBe(1);
});

test('never uses a guest identity in a call of a user', async () => {
  const { cognito, client } = await setUp();
  cognito.pool.addUser({ username: 'jane@example.com', password: PASSWORD });
  await client.fetch({ guest: true })('/public');
  const guestId = await client.identityId();

  await signIn(client, 'jane@example.com');
  const { identityId } = await client.credentials();

  expect(identityId).not.toBe(guestId);
  expect(cognito.lastInput('GetCredentialsForIdentity').IdentityId).toBe(identityId);
});

test('keeps the identity of the guest over the session of a user', async () => {
  const { cognito, client } = await setUp();
  cognito.pool.addUser({ username: 'jane@example.com', password: PASSWORD });
  await client.fetch({ guest: true })('/public');
  const guestId = await client.identityId();

  await signIn(client, 'jane@example.com');
  await client.credentials();
  await signOut(internalsOf(client));

  expect(await client.identityId()).toBe(guestId);
});

test('never uses the identity of another user', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  const { identityId } = await client.credentials();

  await signIn(client, 'joe@example.com');

  expect((await client.credentials()).identityId).not.toBe(identityId);
});

test('fails with UserChanged when another user signs in before they arrive', async () => {
  const { cognito, client } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  const held = cognito.hold('GetCredentialsForIdentity');
  const refused = expect(client.credentials()).rejects.toMatchObject({ code: 'UserChanged' });
  await held.arrived;

  await signIn(client, 'joe@example.com');
  held.release();

  await refused;
});

test('asks again when the groups have changed', async () => {
  const { cognito, client, user } = await setUpSignedIn();
  await client.credentials();
  user.groups = ['admins'];

  await client.refresh();
  await client.credentials();

  expect(cognito.count('GetCredentialsForIdentity')).toBe(2);
});

test('keeps them over a reload with credentialCache session, and drops them at sign-out', async () => {
  const { cognito, client, createClient } = await setUpSignedIn({ credentialCache: 'session' });
  const credentials = await client.credentials();

  const reloaded = createClient();
  expect(await reloaded.credentials()).toEqual(credentials);
  await signOut(internalsOf(reloaded));

  expect(cognito.count('GetCredentialsForIdentity')).toBe(1);
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('secret');
});

test('drops kept ones when a reload finds the session gone', async () => {
  const { client, createClient, storage } = await setUpSignedIn({ credentialCache: 'session' });
  await client.credentials();
  storage.removeItem('react-cognito-hooks.client-id.session');

  await createClient().ready;

  expect(JSON.stringify({ ...sessionStorage })).not.toContain('secret');
});

test('keeps those of a guest over a reload with credentialCache session', async () => {
  const { cognito, client, createClient } = await setUp({ credentialCache: 'session' });
  await client.fetch({ guest: true })('/public');

  await createClient().fetch({ guest: true })('/public');

  expect(cognito.count('GetCredentialsForIdentity')).toBe(1);
});

test('writes them nowhere by default', async () => {
  const { client, storage } = await setUpSignedIn();

  await client.credentials();

  expect(JSON.stringify({ ...sessionStorage })).not.toContain('AK-1');
  expect(storage.getItem('react-cognito-hooks.us-east-1:identity-pool.credentials')).toBeNull();
});
