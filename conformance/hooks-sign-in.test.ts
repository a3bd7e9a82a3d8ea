// A page for the hooks, in Node's environment, where a runtime can be started.
import './support/browser-page';
import { cleanup } from '@testing-library/react';
import type { SignInOptions } from 'react-cognito-hooks';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { PASSWORD } from './support/amplify-user';
import { appCode } from './support/authenticator-app';
import { withCustomAuth } from './support/custom-auth';
import { changedAssembly, ofType, type Template } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { signInPage } from './support/sign-in-page';
import { uniqueAddress } from './support/unique-address';

const NEXT_STEP_MS = 30_000;
const EMAIL_MFA = { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } };
const SMS_MFA = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::111122223333:role/sms' } };

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

async function start(change: (template: Template) => void): Promise<Local> {
  const local = await startLocal({ assembly: changedAssembly(change), port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

const withPool = (properties: object) => (template: Template) => {
  for (const [, pool] of ofType(template, 'AWS::Cognito::UserPool')) {
    Object.assign(pool.Properties, properties);
  }
};

/** The user's choice of a password or a code, for the app client of the example. */
function withChoice(template: Template): void {
  for (const [, { Properties }] of ofType(template, 'AWS::Cognito::UserPool')) {
    const factors = { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] };
    Properties.Policies = { ...Object(Properties.Policies), SignInPolicy: factors };
    Properties.UserPoolTier = 'ESSENTIALS';
  }
  for (const [, { Properties }] of ofType(template, 'AWS::Cognito::UserPoolClient')) {
    Properties.ExplicitAuthFlows = [
      'ALLOW_USER_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ];
    Properties.RefreshTokenRotation = undefined;
  }
}

const codeFor = (local: Local, address: string) => local.inbox.latest(address)?.code ?? '';

describe('a sign-in by the hooks with a second factor', () => {
  test('sets up an authenticator app where one is required, and asks for it the next time', async () => {
    const local = await start(
      withPool({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }),
    );
    const page = signInPage(local);
    const username = await page.newUser();

    await page.signIn({ username, password: PASSWORD });
    const setup = page.step();
    if (setup.name !== 'totpSetup') throw new Error(`the sign-in is at '${setup.name}'`);
    await page.answer('totpSetup', '000000');
    const refused = page.error();
    await page.answer('totpSetup', appCode(setup.secret));
    const afterSetup = page.step().name;
    await page.signIn({ username, password: PASSWORD });
    await page.answer('totpCode', appCode(setup.secret, Date.now() + NEXT_STEP_MS));

    expect(setup.uri).toContain(`secret=${setup.secret}`);
    expect(refused).toMatchObject({ code: 'EnableSoftwareTokenMFAException', field: 'code' });
    expect(afterSetup).toBe('done');
    expect(page.step().name).toBe('done');
  });

  test('sets up an e-mail address that is chosen, and another code there', async () => {
    const local = await start(
      withPool({
        ...EMAIL_MFA,
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      }),
    );
    const page = signInPage(local);
    const username = await page.newUser('phone');
    const address = uniqueAddress('email');

    await page.signIn({ username, password: PASSWORD });
    const choice = await page.answer('selectMfaSetup', 'EMAIL_OTP');
    await page.answer('emailSetup', 'nobody');
    const refused = page.error();
    await page.answer('emailSetup', address);
    const sent = page.step();
    if (sent.name !== 'emailCode') throw new Error(`the sign-in is at '${sent.name}'`);
    const first = codeFor(local, address);
    await sent.resend();
    await page.answer('emailCode', codeFor(local, address));
    const afterSetup = page.step().name;
    await page.signIn({ username: address, password: PASSWORD });

    expect(choice).toMatchObject({ options: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] });
    expect(refused).toMatchObject({ code: 'InvalidParameterException' });
    expect(codeFor(local, address)).not.toBe(first);
    expect(afterSetup).toBe('done');
    expect(page.step().name).toBe('emailCode');
  });

  test.each([
    ['email', 'emailCode', { ...EMAIL_MFA, EnabledMfas: ['EMAIL_OTP'] }],
    ['phone', 'smsCode', { ...SMS_MFA, EnabledMfas: ['SMS_MFA'] }],
  ] as const)('takes a code by %s, and another one', async (kind, name, properties) => {
    const local = await start(withPool({ MfaConfiguration: 'ON', ...properties }));
    const page = signInPage(local);
    const username = await page.newUser(kind);
    await page.signIn({ username, password: PASSWORD });
    const step = page.step();
    if (step.name !== name) throw new Error(`the sign-in is at '${step.name}'`);
    const first = codeFor(local, username);

    await step.resend();
    await page.answer(name, codeFor(local, username));

    expect(codeFor(local, username)).not.toBe(first);
    expect(page.step().name).toBe('done');
  });
});

describe("a sign-in by the hooks of the user's choice", () => {
  test.each([
    ['email', 'EMAIL_OTP', 'emailCode'],
    ['phone', 'SMS_OTP', 'smsCode'],
  ] as const)('by %s takes the chosen %s', async (kind, factor, name) => {
    const local = await start(withChoice);
    const page = signInPage(local, { flow: 'USER_AUTH' });
    const username = await page.newUser(kind);

    await page.signIn({ username });
    const choice = await page.answer('selectFactor', factor);
    await page.answer(name, codeFor(local, username));

    expect(choice).toMatchObject({ options: ['PASSWORD', 'PASSWORD_SRP', factor] });
    expect(page.step().name).toBe('done');
  });

  test.each([
    ['email', 'EMAIL_OTP', 'emailCode'],
    ['phone', 'SMS_OTP', 'smsCode'],
  ] as const)('by %s goes without a password from the sign-up on', async (kind, factor, name) => {
    const local = await start(withChoice);
    const page = signInPage(local, { flow: 'USER_AUTH' });

    const username = await page.newUser(kind, {});
    const signedUp = page.signUpStep();
    await page.signIn({ username });
    await page.answer('selectFactor', factor);
    await page.answer(name, codeFor(local, username));

    expect(signedUp).toEqual({ name: 'done', username, signedIn: true });
    expect(page.step().name).toBe('done');
  });

  test.each(['PASSWORD', 'PASSWORD_SRP'])(
    'takes %s, and a right one after a wrong one',
    async (factor) => {
      const page = signInPage(await start(withChoice), { flow: 'USER_AUTH' });
      const username = await page.newUser();

      await page.signIn({ username });
      await page.answer('selectFactor', factor);
      await page.answer('password', 'Wrong-horse-7!');
      const refused = page.error();
      await page.answer('password', PASSWORD);

      expect(refused).toMatchObject({ code: 'NotAuthorizedException' });
      expect(page.step().name).toBe('done');
    },
  );

  test('takes a password that is given at once', async () => {
    const page = signInPage(await start(withChoice), { flow: 'USER_AUTH' });
    const username = await page.newUser();

    await page.signIn({ username, password: PASSWORD });

    expect(page.step().name).toBe('done');
  });
});

describe('a sign-in by the hooks that functions define', () => {
  const CUSTOM: SignInOptions = { flow: 'CUSTOM_AUTH' };

  test.each([
    ['without a password', undefined],
    ['after a password', PASSWORD],
  ])('answers their challenge %s', async (_, password) => {
    const page = signInPage(await start(withCustomAuth), CUSTOM);
    const username = await page.newUser();

    await page.signIn({ username, password });
    const asked = await page.answer('custom', 'swordfish');

    expect(asked).toMatchObject({ params: { hint: 'a fish' } });
    expect(page.step().name).toBe('done');
  });

  test('fails where they say so', async () => {
    const page = signInPage(await start(withCustomAuth), CUSTOM);
    const username = await page.newUser();

    await page.signIn({ username });
    await page.answer('custom', 'goldfish');

    expect(page.error()).toMatchObject({ code: 'NotAuthorizedException' });
  });
});

describe('a sign-in by the hooks while somebody is signed in', () => {
  test('proves again who it is, in the tab, and ends the session before', async () => {
    const local = await start(() => undefined);
    const page = signInPage(local);
    const username = await page.newUser();
    await page.signIn({ username, password: PASSWORD, remember: false });
    const before = { ...sessionStorage };
    const again = signInPage(local, { reauthenticate: true });

    await again.signIn({ username, password: PASSWORD });
    const after = JSON.stringify(sessionStorage);
    for (const [key, value] of Object.entries(before)) sessionStorage.setItem(key, String(value));
    const old = signInPage(local).client;

    expect(again.step().name).toBe('done');
    expect(after).not.toBe(JSON.stringify(before));
    expect(JSON.stringify(localStorage)).not.toContain('refreshToken');
    await expect
      .poll(() => old.refresh())
      .toMatchObject({
        ok: false,
        error: { code: 'NotAuthorizedException' },
      });
  });

  test('fails to prove it as somebody else', async () => {
    const local = await start(() => undefined);
    const other = await signInPage(local).newUser();
    const username = await signInPage(local).newUser();
    const page = signInPage(local, { reauthenticate: true });

    await page.signIn({ username: other, password: PASSWORD });

    expect(username).not.toBe(other);
    expect(page.error()).toMatchObject({ code: 'UserChanged' });
    expect(page.client.getState()).toMatchObject({ status: 'signedIn', user: { email: username } });
  });
});
