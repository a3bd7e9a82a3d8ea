import {
  confirmSignIn,
  fetchAuthSession,
  fetchDevices,
  forgetDevice,
  rememberDevice,
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

afterEach(forgetSession);

async function start(DeviceConfiguration: Record<string, boolean>): Promise<Local> {
  const assembly = changedAssembly((template) => {
    for (const [, pool] of ofType(template, 'AWS::Cognito::UserPool')) {
      Object.assign(pool.Properties, { DeviceConfiguration });
    }
  });
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  configureAmplify(local);
  return local;
}

/** Makes an authenticator app the second factor of whoever is signed in; returns its secret. */
async function enrolApp(): Promise<string> {
  const { sharedSecret } = await setUpTOTP();
  await verifyTOTPSetup({ code: appCode(sharedSecret) });
  await updateMFAPreference({ totp: 'PREFERRED' });
  return sharedSecret;
}

/** Forgets a device as another one would: Amplify, here, is told nothing of it. */
async function forgetBehindItsBack(local: Local, DeviceKey: string): Promise<void> {
  const { tokens } = await fetchAuthSession();
  const answer = await fetch(local.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.ForgetDevice',
    },
    body: JSON.stringify({ AccessToken: tokens?.accessToken.toString(), DeviceKey }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const NEXT_STEP_MS = 30_000;

describe('unmodified aws-amplify on a remembered device', () => {
  test('signs in without the second factor, and renews its session', async () => {
    const local = await start({ ChallengeRequiredOnNewDevice: true });
    const username = await newUser(local);
    await signIn({ username, password: PASSWORD });
    await enrolApp();
    await signOut();

    const { isSignedIn } = await signIn({ username, password: PASSWORD });
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    const devices = await fetchDevices();

    expect(isSignedIn).toBe(true);
    expect(devices.map(({ id }) => id)).toEqual([tokens?.accessToken.payload.device_key]);
  });

  test('is asked for the second factor until the user has it remembered', async () => {
    const local = await start({
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: true,
    });
    const username = await newUser(local);
    await signIn({ username, password: PASSWORD });
    const secret = await enrolApp();
    await signOut();

    const { nextStep } = await signIn({ username, password: PASSWORD });
    const challengeResponse = appCode(secret, Date.now() + NEXT_STEP_MS);
    await confirmSignIn({ challengeResponse });
    await rememberDevice();
    await signOut();
    const { isSignedIn } = await signIn({ username, password: PASSWORD });

    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    expect(isSignedIn).toBe(true);
  });

  test('has the device forgotten, and signs in as on a new one', async () => {
    const local = await start({ ChallengeRequiredOnNewDevice: false });
    const username = await newUser(local);
    await signIn({ username, password: PASSWORD });
    const [first] = await fetchDevices();

    await forgetDevice();
    const forgotten = await fetchDevices();
    await signOut();
    await signIn({ username, password: PASSWORD });
    const [next] = await fetchDevices();

    expect(forgotten).toEqual([]);
    expect(next?.id).toEqual(expect.any(String));
    expect(next?.id).not.toBe(first?.id);
  });

  test('signs in as on a new device once the server has forgotten it', async () => {
    const local = await start({ ChallengeRequiredOnNewDevice: false });
    const username = await newUser(local);
    await signIn({ username, password: PASSWORD });
    const [first] = await fetchDevices();
    await forgetBehindItsBack(local, first?.id ?? '');
    await signOut();

    const { isSignedIn } = await signIn({ username, password: PASSWORD });
    const devices = await fetchDevices();

    expect(isSignedIn).toBe(true);
    expect(devices).toHaveLength(1);
    expect(devices[0]?.id).not.toBe(first?.id);
  });
});
