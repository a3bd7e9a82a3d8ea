import { get } from 'aws-amplify/api';
import {
  confirmResetPassword,
  fetchAuthSession,
  getCurrentUser,
  resetPassword,
  signIn,
  signUp,
} from 'aws-amplify/auth';
import { startLocal } from 'secured-api-local';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { configureAmplify, forgetSession, newUser, PASSWORD } from './support/amplify-user';
import { exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { uniqueAddress } from './support/unique-address';

const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });

beforeAll(() => configureAmplify(local));
afterEach(forgetSession);
afterAll(() => local.stop());

async function getPrivate(): Promise<unknown> {
  const { body } = await get({ apiName: 'Random', path: '/private' }).response;
  return body.json();
}

describe('unmodified aws-amplify', () => {
  test.each(['email', 'phone'] as const)(
    'signs up, confirms, signs in by %s and gets the private number',
    async (kind) => {
      const address = await newUser(local, kind);

      const { isSignedIn } = await signIn({ username: address, password: PASSWORD });

      expect(isSignedIn).toBe(true);
      expect(await getPrivate()).toMatchObject({
        message: expect.stringMatching(/^Private Random Number: \d$/),
        identityId: (await fetchAuthSession()).identityId,
      });
    },
  );

  test('gets no private number without a sign-in', async () => {
    await expect(getPrivate()).rejects.toMatchObject({ response: { statusCode: 403 } });
  });

  test('is told a wrong password by the name that AWS uses', async () => {
    const username = await newUser(local);

    await expect(signIn({ username, password: 'Wrong-horse-7' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  test('is told the same of a user that does not exist', async () => {
    const username = uniqueAddress('email');

    await expect(signIn({ username, password: PASSWORD })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  test('refreshes its tokens', async () => {
    await signIn({ username: await newUser(local), password: PASSWORD });
    const before = (await fetchAuthSession()).tokens?.accessToken.toString();

    const after = (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.toString();

    expect(after).toBeDefined();
    expect(after).not.toBe(before);
  });

  test('resets a forgotten password', async () => {
    const username = await newUser(local);
    await resetPassword({ username });
    const confirmationCode = local.inbox.latest(username)?.code ?? '';

    await confirmResetPassword({ username, confirmationCode, newPassword: 'Other-horse-8' });

    await signIn({ username, password: 'Other-horse-8' });
    expect(await getCurrentUser()).toMatchObject({ signInDetails: { loginId: username } });
  });

  test('is told that the user is not confirmed yet', async () => {
    const username = uniqueAddress('email');
    const options = { userAttributes: { email: username } };
    await signUp({ username, password: PASSWORD, options });

    const { nextStep } = await signIn({ username, password: PASSWORD });

    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_UP');
  });
});
