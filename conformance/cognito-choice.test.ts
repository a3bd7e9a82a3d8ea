import {
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { configureAmplify, forgetSession, newUser, PASSWORD } from './support/amplify-user';
import { changedAssembly, ofType } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { uniqueAddress } from './support/unique-address';

afterEach(forgetSession);

async function start(): Promise<Local> {
  const assembly = changedAssembly((template) => {
    for (const [, { Properties }] of ofType(template, 'AWS::Cognito::UserPool')) {
      const policies = Object(Properties.Policies);
      const factors = { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] };
      Properties.Policies = { ...policies, SignInPolicy: factors };
      Properties.UserPoolTier = 'ESSENTIALS';
    }
    for (const [, { Properties }] of ofType(template, 'AWS::Cognito::UserPoolClient')) {
      Properties.ExplicitAuthFlows = ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
      Properties.RefreshTokenRotation = undefined;
    }
  });
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  configureAmplify(local);
  return local;
}

describe('unmodified aws-amplify with sign-in by choice', () => {
  test('chooses a code by e-mail and signs in with it', async () => {
    const local = await start();
    const username = await newUser(local);

    const { nextStep } = await signIn({ username, options: { authFlowType: 'USER_AUTH' } });
    const sent = await confirmSignIn({ challengeResponse: 'EMAIL_OTP' });
    const challengeResponse = local.inbox.latest(username)?.code ?? '';
    const { isSignedIn } = await confirmSignIn({ challengeResponse });

    expect(nextStep).toEqual({
      signInStep: 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION',
      availableChallenges: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP'],
    });
    expect(sent.nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect(isSignedIn).toBe(true);
  });

  test('prefers a code by SMS', async () => {
    const local = await start();
    const username = await newUser(local, 'phone');

    const { nextStep } = await signIn({
      username,
      options: { authFlowType: 'USER_AUTH', preferredChallenge: 'SMS_OTP' },
    });
    const challengeResponse = local.inbox.latest(username)?.code ?? '';
    const { isSignedIn } = await confirmSignIn({ challengeResponse });

    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_SMS_CODE');
    expect(isSignedIn).toBe(true);
  });

  test.each(['PASSWORD', 'PASSWORD_SRP'] as const)('chooses %s', async (factor) => {
    const local = await start();
    const username = await newUser(local);

    await signIn({ username, options: { authFlowType: 'USER_AUTH' } });
    await confirmSignIn({ challengeResponse: factor });
    const { isSignedIn } = await confirmSignIn({ challengeResponse: PASSWORD });

    expect(isSignedIn).toBe(true);
  });

  test.each(['PASSWORD', 'PASSWORD_SRP'] as const)('prefers %s', async (preferredChallenge) => {
    const local = await start();
    const username = await newUser(local);

    const { isSignedIn } = await signIn({
      username,
      password: PASSWORD,
      options: { authFlowType: 'USER_AUTH', preferredChallenge },
    });

    expect(isSignedIn).toBe(true);
  });

  test('signs in by the session of a confirmed sign-up', async () => {
    const local = await start();
    const username = uniqueAddress('email');
    await signUp({
      username,
      password: PASSWORD,
      options: {
        userAttributes: { email: username },
        autoSignIn: { authFlowType: 'USER_AUTH' },
      },
    });
    const confirmationCode = local.inbox.latest(username)?.code ?? '';
    await confirmSignUp({ username, confirmationCode });

    const { isSignedIn } = await autoSignIn();

    expect(isSignedIn).toBe(true);
  });

  test('goes without a password from the sign-up on', async () => {
    const local = await start();
    const username = uniqueAddress('email');
    const codeFor = () => local.inbox.latest(username)?.code ?? '';
    await signUp({
      username,
      options: {
        userAttributes: { email: username },
        autoSignIn: { authFlowType: 'USER_AUTH' },
      },
    });

    const confirmed = await confirmSignUp({ username, confirmationCode: codeFor() });
    const first = await autoSignIn();
    await signOut();
    const { nextStep } = await signIn({
      username,
      options: { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' },
    });
    const second = await confirmSignIn({ challengeResponse: codeFor() });

    expect(confirmed.nextStep.signUpStep).toBe('COMPLETE_AUTO_SIGN_IN');
    expect(first.isSignedIn).toBe(true);
    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect(second.isSignedIn).toBe(true);
  });
});
