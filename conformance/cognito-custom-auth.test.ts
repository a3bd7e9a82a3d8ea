import { confirmSignIn, type SignInInput, signIn } from 'aws-amplify/auth';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { configureAmplify, forgetSession, newUser, PASSWORD } from './support/amplify-user';
import { withCustomAuth } from './support/custom-auth';
import { changedAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';

afterEach(forgetSession);

async function start(): Promise<Local> {
  const local = await startLocal({
    assembly: changedAssembly(withCustomAuth),
    port: 0,
    log: quiet,
  });
  onTestFinished(() => local.stop());
  configureAmplify(local);
  return local;
}

describe('unmodified aws-amplify with a custom sign-in', () => {
  test.each<[string, Omit<SignInInput, 'username'>]>([
    ['without a password', { options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } }],
    ['after a password', { password: PASSWORD, options: { authFlowType: 'CUSTOM_WITH_SRP' } }],
  ])('answers the challenge of the functions %s', async (_, input) => {
    const username = await newUser(await start());

    const { nextStep } = await signIn({ username, ...input });
    const { isSignedIn } = await confirmSignIn({ challengeResponse: 'swordfish' });

    expect(nextStep).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE',
      additionalInfo: { hint: 'a fish' },
    });
    expect(isSignedIn).toBe(true);
  });

  test('is refused where the functions say that it failed', async () => {
    const username = await newUser(await start());
    await signIn({ username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } });

    await expect(confirmSignIn({ challengeResponse: 'goldfish' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  test('is refused before the functions where the password is wrong', async () => {
    const username = await newUser(await start());

    await expect(
      signIn({
        username,
        password: 'Wrong-horse-7',
        options: { authFlowType: 'CUSTOM_WITH_SRP' },
      }),
    ).rejects.toMatchObject({ message: 'Incorrect username or password.' });
  });
});
