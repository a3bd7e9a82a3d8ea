// A page for the hooks, in Node's environment, where a runtime can be started.
import './support/browser-page';
import { act, cleanup, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import {
  CognitoProvider,
  createCognitoClient,
  useAttributes,
  useAuth,
  useDeleteUser,
  useMfa,
  usePassword,
  useSignIn,
  useSignOut,
} from 'react-cognito-hooks';
import { startLocal } from 'secured-api-local';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { appCode } from './support/authenticator-app';
import { configOf } from './support/config-of';
import { exampleAssembly } from './support/example-assembly';
import { quiet } from './support/quiet-log';
import { uniqueAddress } from './support/unique-address';

const PASSWORD = 'Correct-horse-7';
const OTHER = 'Other-horse-8!';

const local = await startLocal({ assembly: exampleAssembly(), port: 0, log: quiet });

afterAll(() => local.stop());

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

const createClient = () => createCognitoClient(configOf(local));

/** The hooks of the account on one page. */
function open(client = createClient()) {
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(CognitoProvider, { client, children });
  const { result } = renderHook(
    () => ({
      auth: useAuth(),
      signIn: useSignIn(),
      signOut: useSignOut(),
      attributes: useAttributes(),
      mfa: useMfa(),
      password: usePassword(),
      deletion: useDeleteUser(),
    }),
    { wrapper },
  );
  return { client, page: () => result.current };
}

/** The same, of a user who has just signed in. */
async function openSignedIn() {
  const username = uniqueAddress('email');
  await local.createUser({ username, password: PASSWORD });
  const opened = open();
  await act(() => opened.page().signIn.signIn({ username, password: PASSWORD }));
  await vi.waitUntil(() => opened.page().attributes.attributes !== null);
  return { username, ...opened };
}

const codeFor = (address: string) => local.inbox.latest(address)?.code ?? '';

describe('attributes', () => {
  test('are read when somebody signs in, and dropped with the session', async () => {
    const { username, page } = await openSignedIn();
    const read = page().attributes.attributes;

    await act(() => page().signOut());

    expect(read).toMatchObject({ email: username, email_verified: 'true' });
    expect(page().attributes).toMatchObject({ attributes: null, pending: false, error: null });
  });

  test('keep an address until the new one is verified, and show both', async () => {
    const { username, page } = await openSignedIn();
    const email = uniqueAddress('email');

    await act(() => page().attributes.update({ email }));
    const waiting = page().attributes;
    await act(() => page().attributes.verify('email', codeFor(email)));

    expect(waiting.attributes?.email).toBe(username);
    expect(waiting.awaited.email).toMatchObject({
      value: email,
      delivery: { deliveryMedium: 'EMAIL', attributeName: 'email' },
    });
    expect(page().attributes).toMatchObject({ attributes: { email }, awaited: {} });
    expect(page().auth).toMatchObject({ status: 'signedIn', user: { email } });
  });

  test('still wait for a code after a reload, and for nobody else', async () => {
    const { client, page } = await openSignedIn();
    const email = uniqueAddress('email');
    await act(() => page().attributes.update({ email }));
    client.dispose();
    cleanup();

    const reloaded = open();
    await vi.waitUntil(() => reloaded.page().attributes.attributes !== null);
    const waiting = reloaded.page().attributes.awaited.email;
    await act(() => reloaded.page().signOut());

    expect(waiting).toMatchObject({ value: email });
    expect(reloaded.page().attributes.awaited).toEqual({});
    expect(JSON.stringify({ ...sessionStorage })).not.toContain(email);
  });

  test('are sent another code, later each time', async () => {
    const { page } = await openSignedIn();
    const email = uniqueAddress('email');
    await act(() => page().attributes.update({ email }));
    const first = page().attributes.awaited.email;

    const result = await act(() => page().attributes.sendCode('email'));

    const second = page().attributes.awaited.email;
    expect(result).toMatchObject({ ok: true, data: { deliveryMedium: 'EMAIL' } });
    expect(second?.value).toBe(email);
    expect(second?.resendAvailableAt).toBeGreaterThan(Number(first?.resendAvailableAt) + 20_000);
  });

  test('fail on a wrong code and go on waiting', async () => {
    const { page } = await openSignedIn();
    const email = uniqueAddress('email');
    await act(() => page().attributes.update({ email }));

    const result = await act(() => page().attributes.verify('email', '000000'));

    expect(result).toMatchObject({ ok: false, error: { code: 'CodeMismatchException' } });
    expect(page().attributes.error?.code).toBe('CodeMismatchException');
    expect(page().attributes.awaited.email).toMatchObject({ value: email });
  });

  test('fail where the app client may not write them', async () => {
    const { page } = await openSignedIn();

    const result = await act(() => page().attributes.update({ 'custom:role': 'admin' }));

    expect(result.ok).toBe(false);
    expect(page().attributes.pending).toBe(false);
  });
});

describe('second factors', () => {
  test('begin with an app whose code is right, and are asked for at the next sign-in', async () => {
    const { username, page } = await openSignedIn();
    const setup = await act(() => page().mfa.setUpTotp());
    if (!setup.ok) throw setup.error;

    await act(() => page().mfa.confirmTotp(appCode(setup.data.secret), { deviceName: 'phone' }));
    const { preference } = page().mfa;
    await act(() => page().signOut());
    await act(() => page().signIn.signIn({ username, password: PASSWORD }));

    expect(preference).toEqual({
      enabled: ['SOFTWARE_TOKEN_MFA'],
      preferred: 'SOFTWARE_TOKEN_MFA',
    });
    expect(setup.data.uri).toBe(
      `otpauth://totp/localhost:${encodeURIComponent(username)}?secret=${setup.data.secret}&issuer=localhost`,
    );
    expect(page().signIn.step.name).toBe('totpCode');
    expect(JSON.stringify(page())).not.toContain(setup.data.secret);
  });

  test('fail on a wrong code and stay off', async () => {
    const { page } = await openSignedIn();
    await act(() => page().mfa.setUpTotp());

    const result = await act(() => page().mfa.confirmTotp('000000'));

    expect(result).toMatchObject({ ok: false, error: { code: 'EnableSoftwareTokenMFAException' } });
    expect(page().mfa.preference).toEqual({ enabled: [], preferred: null });
  });

  test('are switched off again', async () => {
    const { page } = await openSignedIn();
    const setup = await act(() => page().mfa.setUpTotp());
    if (!setup.ok) throw setup.error;
    await act(() => page().mfa.confirmTotp(appCode(setup.data.secret)));

    await act(() => page().mfa.setPreference('SOFTWARE_TOKEN_MFA', 'off'));

    expect(page().mfa.preference).toEqual({ enabled: [], preferred: null });
  });
});

describe('the password', () => {
  test('is changed by who knows it, and the session goes on', async () => {
    const { username, page } = await openSignedIn();

    const input = { currentPassword: PASSWORD, newPassword: OTHER };
    const result = await act(() => page().password.change(input));

    const signsIn = await act(() => page().signIn.signIn({ username, password: OTHER }));
    expect(result).toEqual({ ok: true, data: undefined });
    expect(signsIn).toMatchObject({ ok: true, data: { name: 'done' } });
  });

  test.each([
    [
      'the current one is wrong',
      'password',
      { currentPassword: 'Wrong-horse-1', newPassword: OTHER },
    ],
    ['the new one is too short', 'newPassword', { currentPassword: PASSWORD, newPassword: 'Ab1!' }],
  ])('fails where %s, with the field', async (_, field, input) => {
    const { page } = await openSignedIn();

    const result = await act(() => page().password.change(input));

    expect(result).toMatchObject({ ok: false, error: { field } });
    expect(page().auth.status).toBe('signedIn');
  });
});

describe('the account', () => {
  test('is deleted for good, and the session ends', async () => {
    const { username, page } = await openSignedIn();

    const result = await act(() => page().deletion.deleteUser());

    const again = await act(() => page().signIn.signIn({ username, password: PASSWORD }));
    expect(result).toEqual({ ok: true, data: undefined });
    expect(page().auth).toEqual({ status: 'signedOut', reason: 'user' });
    expect(again).toMatchObject({ ok: false, error: { code: 'NotAuthorizedException' } });
  });

  test('fails without a session, and calls nobody', async () => {
    const { page } = open();

    const results = await act(() =>
      Promise.all([
        page().attributes.update({ name: 'Jane' }),
        page().mfa.setUpTotp(),
        page().password.change({ newPassword: OTHER }),
        page().deletion.deleteUser(),
      ]),
    );

    expect(results.map((result) => !result.ok && result.error.code)).toEqual(
      Array(4).fill('NotSignedIn'),
    );
  });

  test('runs an action once that is asked for twice', async () => {
    const { page } = await openSignedIn();
    const email = uniqueAddress('email');
    const { update } = page().attributes;

    const results = await act(() => Promise.all([update({ email }), update({ email })]));

    const codes = local.inbox.list().filter(({ to }) => to === email);
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(codes).toHaveLength(1);
  });

  test('shows one user nothing of what was under way for another', async () => {
    const { username, page } = await openSignedIn();
    const other = uniqueAddress('email');
    await local.createUser({ username: other, password: PASSWORD });

    const update = page().attributes.update({ email: uniqueAddress('email') });
    await act(() => page().signIn.signIn({ username: other, password: PASSWORD }));
    await act(() => update);
    await vi.waitUntil(() => page().attributes.attributes !== null);

    expect(page().attributes.attributes?.email).toBe(other);
    expect(page().attributes.attributes?.email).not.toBe(username);
    expect(page().attributes).toMatchObject({ awaited: {}, pending: false, error: null });
  });
});
