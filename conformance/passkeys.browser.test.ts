import { afterAll, expect, test } from 'vitest';
import { newVisitor } from '../examples/random-app/test/support/browser';
import { startPasskeyRun } from './support/passkey-run';
import { uniqueAddress } from './support/unique-address';
import { addAuthenticator } from './support/virtual-authenticator';

const PASSWORD = 'Correct horse 9 battery';

const { local, site, browser, stop } = await startPasskeyRun(
  new URL('passkeys/amplify-app.ts', import.meta.url),
);

afterAll(stop);

/** Opens the page with an authenticator, signed in as somebody new. */
async function visit() {
  const username = uniqueAddress('email');
  await local.createUser({ username, password: PASSWORD });
  const { page } = await newVisitor(browser);
  const authenticator = await addAuthenticator(page);
  await page.goto(site.origin);
  await page.waitForFunction(() => document.title === 'ready');
  await page.evaluate((user) => amplify.signIn(user), { username, password: PASSWORD });
  return { username, page, authenticator };
}

test('aws-amplify makes a passkey, lists it, signs in by it and deletes it', async () => {
  const { username, page, authenticator } = await visit();

  await page.evaluate(() => amplify.associateWebAuthnCredential());
  const listed = await page.evaluate(() => amplify.listWebAuthnCredentials());
  const signedIn = await page.evaluate(async (name) => {
    await amplify.signOut();
    const options = { authFlowType: 'USER_AUTH', preferredChallenge: 'WEB_AUTHN' } as const;
    return amplify.signIn({ username: name, options });
  }, username);
  const left = await page.evaluate(async () => {
    const { credentials } = await amplify.listWebAuthnCredentials();
    for (const { credentialId = '' } of credentials) {
      await amplify.deleteWebAuthnCredential({ credentialId });
    }
    return amplify.listWebAuthnCredentials();
  });

  expect(listed.credentials).toMatchObject([
    { relyingPartyId: 'localhost', authenticatorAttachment: 'platform' },
  ]);
  expect(await authenticator.count()).toBe(1);
  expect(signedIn).toMatchObject({ isSignedIn: true });
  expect(left.credentials).toEqual([]);
});

test('aws-amplify chooses the passkey among the factors', async () => {
  const { username, page } = await visit();

  const steps = await page.evaluate(async (name) => {
    await amplify.associateWebAuthnCredential();
    await amplify.signOut();
    const start = await amplify.signIn({
      username: name,
      options: { authFlowType: 'USER_AUTH' },
    });
    return [start, await amplify.confirmSignIn({ challengeResponse: 'WEB_AUTHN' })];
  }, username);

  expect(steps).toMatchObject([
    {
      nextStep: {
        signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION',
        availableChallenges: expect.arrayContaining(['WEB_AUTHN']),
      },
    },
    { isSignedIn: true },
  ]);
});

test('a person whom the authenticator does not recognize makes no passkey', async () => {
  const { page, authenticator } = await visit();
  await authenticator.recognize(false);

  const refused = page.evaluate(() =>
    amplify.associateWebAuthnCredential().catch((error: Error) => error.name),
  );

  expect(await refused).toBe('PasskeyRegistrationCanceled');
  const { credentials } = await page.evaluate(() => amplify.listWebAuthnCredentials());
  expect(credentials).toEqual([]);
});
