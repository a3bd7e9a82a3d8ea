import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { startLocal } from 'secured-api-local';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { configureAmplify, forgetSession, newUser, PASSWORD } from './support/amplify-user';
import { changedAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { withGuests } from './support/with-guests';

afterEach(forgetSession);

async function identityId(): Promise<string | undefined> {
  const session = await fetchAuthSession();
  expect(session.credentials).toBeDefined();
  return session.identityId;
}

test('a user has the same identity id before and after being a guest', async () => {
  const assembly = changedAssembly((template) => withGuests(template, () => '*'));
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  configureAmplify(local, { allowGuestAccess: true });
  const username = await newUser(local);

  const guest = await identityId();
  await signIn({ username, password: PASSWORD });
  const user = await identityId();
  await signOut();
  const nextGuest = await identityId();
  await signIn({ username, password: PASSWORD });
  const sameUser = await identityId();

  expect(user).toBe(sameUser);
  expect(nextGuest).not.toBe(user);
  expect(guest).toMatch(/^us-east-1:[\da-f-]{36}$/);
});
