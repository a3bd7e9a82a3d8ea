// A page for the hooks, in Node's environment, where a runtime can be started.
import './support/browser-page';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import {
  type AuthFlow,
  CognitoProvider,
  createCognitoClient,
  type SignInStep,
  useDevices,
  useSignIn,
  useSignOut,
} from 'react-cognito-hooks';
import { type Local, startLocal } from 'secured-api-local';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { PASSWORD } from './support/amplify-user';
import { appCode } from './support/authenticator-app';
import { configOf } from './support/config-of';
import { changedAssembly, ofType } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { uniqueAddress } from './support/unique-address';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const NEXT_STEP_MS = 30_000;

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

async function start(DeviceConfiguration: object): Promise<Local> {
  const assembly = changedAssembly((template) => {
    for (const [, client] of ofType(template, 'AWS::Cognito::UserPoolClient')) {
      const flows = ['SRP_AUTH', 'PASSWORD_AUTH', 'AUTH'].map((flow) => `ALLOW_USER_${flow}`);
      client.Properties.ExplicitAuthFlows = [...flows, 'ALLOW_REFRESH_TOKEN_AUTH'];
    }
    for (const [, pool] of ofType(template, 'AWS::Cognito::UserPool')) {
      const mfa = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
      Object.assign(pool.Properties, { ...mfa, DeviceConfiguration });
    }
  });
  const local = await startLocal({ assembly, port: 0, log: quiet });
  onTestFinished(() => local.stop());
  return local;
}

/** A browser, and somebody with an authenticator app before it. */
async function visit(local: Local, flow?: AuthFlow) {
  const user = { username: uniqueAddress('email'), password: PASSWORD };
  await local.createUser({ ...user, totp: SECRET });
  const client = createCognitoClient(configOf(local));
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(CognitoProvider, { client, children });
  const { result } = renderHook(
    () => ({ signIn: useSignIn({ flow }), devices: useDevices(), signOut: useSignOut() }),
    { wrapper },
  );
  const step = (): SignInStep => result.current.signIn.step;
  let codes = 0;
  return {
    client,
    step,
    devices: () => result.current.devices,
    signIn: (remember = true) => act(() => result.current.signIn.signIn({ ...user, remember })),
    signOut: () => act(() => result.current.signOut()),
    nameUser: () => act(() => result.current.signIn.signIn({ username: user.username })),
    /** Sends the password, which the choice allows beside its proof. */
    async choosePassword(): Promise<void> {
      const asked = step();
      if (asked.name !== 'selectFactor') throw new Error(`the sign-in is at '${asked.name}'`);
      await act(() => asked.submit('PASSWORD'));
      const next = step();
      if (next.name !== 'password') throw new Error(`the sign-in is at '${next.name}'`);
      await act(() => next.submit(user.password));
    },
    async enterCode(): Promise<void> {
      const asked = step();
      if (asked.name !== 'totpCode') throw new Error(`the sign-in is at '${asked.name}'`);
      const code = appCode(SECRET, Date.now() + codes * NEXT_STEP_MS);
      codes += 1;
      await act(() => asked.submit(code));
    },
  };
}

describe('the hooks on a device', () => {
  test('ask for no second factor on one that is remembered, and renew its session', async () => {
    const page = await visit(await start({ ChallengeRequiredOnNewDevice: true }));
    await page.signIn();
    await page.enterCode();
    await page.signOut();

    await page.signIn();
    const { ok } = await page.client.refresh();

    expect(page.step().name).toBe('done');
    expect(ok).toBe(true);
    await waitFor(() => expect(page.devices().devices).toHaveLength(1));
    expect(page.devices().devices).toMatchObject([{ isCurrent: true, isRemembered: true }]);
  });

  test('are known by the flow USER_PASSWORD_AUTH, too', async () => {
    const page = await visit(
      await start({ ChallengeRequiredOnNewDevice: true }),
      'USER_PASSWORD_AUTH',
    );
    await page.signIn();
    await page.enterCode();
    await page.signOut();

    await page.signIn();

    expect(page.step().name).toBe('done');
  });

  test('are known by the flow USER_AUTH, whatever is chosen', async () => {
    const local = await start({ ChallengeRequiredOnNewDevice: true });
    const page = await visit(local, 'USER_AUTH');
    await page.signIn();
    await page.enterCode();
    await page.signOut();

    await page.nameUser();
    await page.choosePassword();

    expect(page.step().name).toBe('done');
  });

  test('have it remembered once the user says so', async () => {
    const DeviceOnlyRememberedOnUserPrompt = true;
    const page = await visit(
      await start({ ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt }),
    );
    await page.signIn();
    await page.enterCode();
    await page.signOut();
    await page.signIn();
    const before = page.step().name;
    await page.enterCode();
    await act(() => page.devices().remember());
    await page.signOut();

    await page.signIn();

    expect(before).toBe('totpCode');
    expect(page.step().name).toBe('done');
  });

  test('begin anew on one that was forgotten, here or behind their back', async () => {
    const local = await start({ ChallengeRequiredOnNewDevice: true });
    const page = await visit(local);
    await page.signIn();
    await page.enterCode();
    await act(() => page.devices().forget());
    await page.signOut();
    await page.signIn();
    const afterForgetting = page.step().name;
    await page.enterCode();
    const { accessToken = '' } = (await page.client.getTokens()) ?? {};
    const claims = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
    const forgotten = await fetch(local.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.ForgetDevice',
      },
      body: JSON.stringify({
        AccessToken: accessToken,
        DeviceKey: JSON.parse(claims).device_key,
      }),
    });
    await page.signOut();

    await page.signIn();

    expect(forgotten.status).toBe(200);
    expect(afterForgetting).toBe('totpCode');
    expect(page.step().name).toBe('totpCode');
  });

  test('keep nothing of it where the session is the tab’s alone', async () => {
    const page = await visit(await start({ ChallengeRequiredOnNewDevice: true }));
    await page.signIn(false);
    await page.enterCode();
    const { ok } = await page.client.refresh();
    await page.signOut();

    await page.signIn(false);

    expect(ok).toBe(true);
    expect(page.step().name).toBe('totpCode');
    expect(Object.keys(localStorage).filter((key) => key.includes('.device.'))).toEqual([]);
  });
});
