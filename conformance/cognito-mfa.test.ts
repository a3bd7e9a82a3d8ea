import {
  confirmSignIn,
  fetchMFAPreference,
  type SignInOutput,
  setUpTOTP,
  signIn,
  signOut,
  updateMFAPreference,
  verifyTOTPSetup,
} from 'aws-amplify/auth';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { configureAmplify, forgetSession, newUser, PASSWORD } from './support/amplify-user';
import { appCode } from './support/authenticator-app';
import { changedAssembly, ofType } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { uniqueAddress } from './support/unique-address';

afterEach(forgetSession);

async function start(properties: Record<string, unknown>): Promise<Local> {
  const assembly = changedAssembly((template) => {
    for (const [, pool] of ofType(template, 'AWS::Cognito::UserPool')) {
      Object.assign(pool.Properties, properties);
    }
  });
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  configureAmplify(local);
  return local;
}

const EMAIL_MFA = { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } };
const NEXT_STEP_MS = 30_000;

describe('unmodified aws-amplify with a second factor', () => {
  test('sets up an authenticator app, prefers it and signs in with its code', async () => {
    const local = await start({
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
    const username = await newUser(local);
    await signIn({ username, password: PASSWORD });

    const { sharedSecret } = await setUpTOTP();
    await verifyTOTPSetup({ code: appCode(sharedSecret) });
    await updateMFAPreference({ totp: 'PREFERRED' });
    const preference = await fetchMFAPreference();
    await signOut();
    const { nextStep } = await signIn({ username, password: PASSWORD });
    const challengeResponse = appCode(sharedSecret, Date.now() + NEXT_STEP_MS);
    const { isSignedIn } = await confirmSignIn({ challengeResponse });

    expect(preference).toEqual({ enabled: ['TOTP'], preferred: 'TOTP' });
    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    expect(isSignedIn).toBe(true);
  });

  test('sets up an authenticator app within the sign-in where one is required', async () => {
    const local = await start({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    const username = await newUser(local);

    const { nextStep } = await signIn({ username, password: PASSWORD });
    const secret = secretOf(nextStep);
    await expect(confirmSignIn({ challengeResponse: '000000' })).rejects.toMatchObject({
      name: 'EnableSoftwareTokenMFAException',
    });
    const { isSignedIn } = await confirmSignIn({ challengeResponse: appCode(secret) });

    expect(isSignedIn).toBe(true);
  });

  test('signs in by a code in an SMS', async () => {
    const local = await start({
      ...EMAIL_MFA,
      MfaConfiguration: 'ON',
      EnabledMfas: ['SMS_MFA', 'EMAIL_OTP'],
      SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::111122223333:role/sms' },
    });
    const username = await newUser(local, 'phone');

    const { nextStep } = await signIn({ username, password: PASSWORD });
    await expect(confirmSignIn({ challengeResponse: '000000' })).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    const challengeResponse = local.inbox.latest(username)?.code ?? '';
    const { isSignedIn } = await confirmSignIn({ challengeResponse });

    expect(nextStep).toMatchObject({
      signInStep: 'CONFIRM_SIGN_IN_WITH_SMS_CODE',
      codeDeliveryDetails: {
        deliveryMedium: 'SMS',
        destination: `+*******${username.slice(-4)}`,
      },
    });
    expect(isSignedIn).toBe(true);
  });

  test('signs in by a code in an e-mail', async () => {
    const local = await start({
      ...EMAIL_MFA,
      MfaConfiguration: 'ON',
      EnabledMfas: ['EMAIL_OTP'],
    });
    const username = await newUser(local);

    const { nextStep } = await signIn({ username, password: PASSWORD });
    const challengeResponse = local.inbox.latest(username)?.code ?? '';
    const { isSignedIn } = await confirmSignIn({ challengeResponse });

    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect(isSignedIn).toBe(true);
  });

  test('chooses to set up an e-mail address within the sign-in, and gets codes there', async () => {
    const local = await start({
      ...EMAIL_MFA,
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
    });
    const username = await newUser(local, 'phone');
    const address = uniqueAddress('email');
    const codeFor = () => local.inbox.latest(address)?.code ?? '';

    const choice = await signIn({ username, password: PASSWORD });
    const setup = await confirmSignIn({ challengeResponse: 'EMAIL' });
    const sent = await confirmSignIn({ challengeResponse: address });
    const first = await confirmSignIn({ challengeResponse: codeFor() });
    const preference = await fetchMFAPreference();
    await signOut();
    const again = await signIn({ username: address, password: PASSWORD });
    const second = await confirmSignIn({ challengeResponse: codeFor() });

    expect(choice.nextStep).toEqual({
      signInStep: 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION',
      allowedMFATypes: ['TOTP', 'EMAIL'],
    });
    expect(setup.nextStep.signInStep).toBe('CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
    expect(sent.nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect(preference).toEqual({ enabled: ['EMAIL'] });
    expect(again.nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect([first.isSignedIn, second.isSignedIn]).toEqual([true, true]);
  });

  test('sets up an e-mail address where nothing else can be', async () => {
    const local = await start({
      ...EMAIL_MFA,
      MfaConfiguration: 'ON',
      EnabledMfas: ['EMAIL_OTP'],
    });
    const username = await newUser(local, 'phone');
    const address = uniqueAddress('email');

    const { nextStep } = await signIn({ username, password: PASSWORD });
    await confirmSignIn({ challengeResponse: address });
    const challengeResponse = local.inbox.latest(address)?.code ?? '';
    const { isSignedIn } = await confirmSignIn({ challengeResponse });

    expect(nextStep.signInStep).toBe('CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
    expect(isSignedIn).toBe(true);
  });
});

function secretOf(nextStep: SignInOutput['nextStep']): string {
  if (nextStep.signInStep !== 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP') {
    throw new Error(`the next step is ${nextStep.signInStep}`);
  }
  return nextStep.totpSetupDetails.sharedSecret;
}
