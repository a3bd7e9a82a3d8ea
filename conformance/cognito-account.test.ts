import {
  confirmSignUp,
  confirmUserAttribute,
  deleteUser,
  deleteUserAttributes,
  fetchAuthSession,
  fetchUserAttributes,
  resendSignUpCode,
  sendUserAttributeVerificationCode,
  signIn,
  signOut,
  signUp,
  updatePassword,
  updateUserAttribute,
  updateUserAttributes,
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

async function signedIn(): Promise<string> {
  const username = await newUser(local);
  await signIn({ username, password: PASSWORD });
  return username;
}

describe('an account that aws-amplify manages', () => {
  test('keeps the old address until the new one is confirmed by its code', async () => {
    const before = await signedIn();
    const after = uniqueAddress('email');

    const { email } = await updateUserAttributes({ userAttributes: { email: after } });
    const waiting = await fetchUserAttributes();
    const confirmationCode = local.inbox.latest(after)?.code ?? '';
    await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode });

    expect(email?.nextStep.updateAttributeStep).toBe('CONFIRM_ATTRIBUTE_WITH_CODE');
    expect(waiting).toMatchObject({ email: before, email_verified: 'true' });
    expect(await fetchUserAttributes()).toMatchObject({ email: after, email_verified: 'true' });
  });

  test('is confirmed by a code that is sent once more', async () => {
    const username = uniqueAddress('email');
    const userAttributes = { email: username };
    await signUp({ username, password: PASSWORD, options: { userAttributes } });
    const first = local.inbox.latest(username);

    const { deliveryMedium } = await resendSignUpCode({ username });
    const second = local.inbox.latest(username);
    const { isSignUpComplete } = await confirmSignUp({
      username,
      confirmationCode: second?.code ?? '',
    });

    expect(deliveryMedium).toBe('EMAIL');
    expect(second?.id).not.toBe(first?.id);
    expect(isSignUpComplete).toBe(true);
  });

  test('takes an attribute, and gives it up', async () => {
    await signedIn();

    await updateUserAttribute({ userAttribute: { attributeKey: 'nickname', value: 'ada' } });
    const taken = await fetchUserAttributes();
    await deleteUserAttributes({ userAttributeKeys: ['nickname'] });

    expect(taken).toMatchObject({ nickname: 'ada' });
    expect(await fetchUserAttributes()).not.toHaveProperty('nickname');
  });

  test('confirms its address again by a code that it asks for', async () => {
    const username = await signedIn();
    const userAttributeKey = 'email';

    const { destination } = await sendUserAttributeVerificationCode({ userAttributeKey });
    const confirmationCode = local.inbox.latest(username)?.code ?? '';
    await confirmUserAttribute({ userAttributeKey, confirmationCode });

    expect(destination).toContain('***');
    expect(await fetchUserAttributes()).toMatchObject({ email_verified: 'true' });
  });

  test('signs in by the new address alone once it is confirmed', async () => {
    const before = await signedIn();
    const after = uniqueAddress('email');
    await updateUserAttributes({ userAttributes: { email: after } });
    const confirmationCode = local.inbox.latest(after)?.code ?? '';
    await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode });
    await signOut();

    await expect(signIn({ username: before, password: PASSWORD })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const { isSignedIn } = await signIn({ username: after, password: PASSWORD });

    expect(isSignedIn).toBe(true);
  });

  test('signs in by the new password alone once it is changed', async () => {
    const username = await signedIn();

    await updatePassword({ oldPassword: PASSWORD, newPassword: 'Other-horse-8' });
    await signOut();

    await expect(signIn({ username, password: PASSWORD })).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
    expect(await signIn({ username, password: 'Other-horse-8' })).toMatchObject({
      isSignedIn: true,
    });
  });

  test('fails to change the password without the present one', async () => {
    await signedIn();

    await expect(
      updatePassword({ oldPassword: 'Wrong-horse-7', newPassword: 'Other-horse-8' }),
    ).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('is gone once it is deleted', async () => {
    const username = await signedIn();

    await deleteUser();

    expect((await fetchAuthSession()).tokens).toBeUndefined();
    await expect(signIn({ username, password: PASSWORD })).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
  });

  test('ends every session by a global sign-out', async () => {
    const username = await signedIn();
    const elsewhere = await fetchAuthSession();
    await signOut({ global: true });

    const { endpoints } = JSON.parse(JSON.stringify(local.config));
    const answer = await fetch(endpoints.userPool, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser',
      },
      body: JSON.stringify({ AccessToken: elsewhere.tokens?.accessToken.toString() }),
    });

    expect(await answer.json()).toMatchObject({ __type: 'NotAuthorizedException' });
    expect(await signIn({ username, password: PASSWORD })).toMatchObject({ isSignedIn: true });
  });

  test('gets other tokens for the same session by a forced refresh', async () => {
    await signedIn();
    const { tokens: before } = await fetchAuthSession();

    const { tokens: after } = await fetchAuthSession({ forceRefresh: true });

    expect(after?.accessToken.payload.jti).not.toBe(before?.accessToken.payload.jti);
    expect(after?.accessToken.payload.origin_jti).toBe(before?.accessToken.payload.origin_jti);
  });
});
