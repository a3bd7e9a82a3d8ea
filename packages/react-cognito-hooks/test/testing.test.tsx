import { act, cleanup, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  CognitoProvider,
  type ResetPasswordStep,
  type SignInStep,
  type SignUpStep,
  useApi,
  useAuth,
  useResetPassword,
  useSignIn,
  useSignUp,
} from '../src';
import {
  createTestClient,
  pending,
  type ResetPasswordAt,
  refusal,
  type SignInAt,
  type SignUpAt,
  type TestClientOptions,
  tokens,
} from '../src/testing';

afterEach(cleanup);

/** The flows of a test client on a page, at their steps. */
async function open(options: TestClientOptions = {}) {
  const client = createTestClient(options);
  await client.ready;
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(CognitoProvider, { client, children });
  const { result } = renderHook(
    () => ({
      auth: useAuth(),
      signIn: useSignIn(),
      signUp: useSignUp(),
      resetPassword: useResetPassword(),
      api: useApi(),
    }),
    { wrapper },
  );
  return { client, page: () => result.current };
}

const SIGN_IN = {
  form: { name: 'form' },
  password: { name: 'password' },
  totpCode: { name: 'totpCode' },
  smsCode: {
    name: 'smsCode',
    delivery: { destination: '+*******12', deliveryMedium: 'SMS' },
  },
  emailCode: { name: 'emailCode' },
  newPassword: { name: 'newPassword', missingAttributes: ['given_name'] },
  selectMfa: { name: 'selectMfa', options: ['SMS_MFA', 'EMAIL_OTP'] },
  selectMfaSetup: { name: 'selectMfaSetup', options: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
  totpSetup: { name: 'totpSetup', secret: 'MFRGGZDF' },
  emailSetup: { name: 'emailSetup' },
  selectFactor: { name: 'selectFactor', options: ['PASSWORD', 'EMAIL_OTP'] },
  passkey: { name: 'passkey' },
  custom: { name: 'custom', params: { question: 'your first pet' } },
  confirmSignUp: { name: 'confirmSignUp', username: 'joe@example.com' },
  resetPassword: { name: 'resetPassword', username: 'joe@example.com' },
  done: { name: 'done' },
} as const satisfies { readonly [name in SignInStep['name']]: SignInAt };

test.each(Object.values(SIGN_IN))('shows the sign-in on $name', async (signIn) => {
  const { client, page } = await open({ signIn });

  expect(page().signIn).toMatchObject({ step: signIn, pending: false });
  expect(client.calls).toEqual([]);
});

const SIGN_UP = {
  form: { name: 'form' },
  confirm: { name: 'confirm', username: 'joe@example.com' },
  confirmByLink: { name: 'confirmByLink', username: 'joe@example.com' },
  done: { name: 'done', username: 'joe@example.com', signedIn: true },
} as const satisfies { readonly [name in SignUpStep['name']]: SignUpAt };

test.each(Object.values(SIGN_UP))('shows the sign-up on $name', async (signUp) => {
  const { page } = await open({ signUp });

  expect(page().signUp).toMatchObject({ step: signUp, pending: false, error: null });
});

const RESET_PASSWORD = {
  form: { name: 'form' },
  confirm: { name: 'confirm', username: 'joe@example.com' },
  done: { name: 'done', username: 'joe@example.com' },
} as const satisfies { readonly [name in ResetPasswordStep['name']]: ResetPasswordAt };

test.each(Object.values(RESET_PASSWORD))('shows the password reset on $name', async (at) => {
  const { page } = await open({ resetPassword: at });

  expect(page().resetPassword).toMatchObject({ step: at, pending: false, error: null });
});

describe('who is signed in', () => {
  test('is the user that is asked for', async () => {
    const user = { userId: 'u1', email: 'joe@example.com', groups: ['admins'] };

    const { page } = await open({ auth: { ...user, claims: { 'custom:team': 'red' } } });

    expect(page().auth).toMatchObject({
      status: 'signedIn',
      user: { ...user, claims: { 'custom:team': 'red' } },
    });
  });

  test('is nobody, for the reason that is asked for', async () => {
    const { page } = await open({ auth: { signedOut: 'expired' } });

    expect(page().auth).toEqual({ status: 'signedOut', reason: 'expired' });
  });

  test('ends when the tokens have run out and cannot be renewed', async () => {
    const { client, page } = await open({
      auth: { userId: 'u1' },
      answers: { GetTokensFromRefreshToken: refusal('NotAuthorizedException') },
    });

    await act(() => client.advance(3_700_000));
    await act(() => client.getTokens());

    expect(page().auth).toMatchObject({ status: 'signedOut', reason: 'revoked' });
  });
});

describe('a call', () => {
  test('is answered by the script and recorded', async () => {
    const { client, page } = await open({
      signIn: SIGN_IN.totpCode,
      answers: { RespondToAuthChallenge: refusal('CodeMismatchException') },
    });
    const { step } = page().signIn;

    const result = await act(async () => step.name === 'totpCode' && step.submit('123456'));

    expect(result).toMatchObject({ ok: false, error: { code: 'CodeMismatchException' } });
    expect(client.calls).toMatchObject([
      { name: 'RespondToAuthChallenge', input: { ChallengeName: 'SOFTWARE_TOKEN_MFA' } },
    ]);
  });

  test('signs in where tokens are its answer', async () => {
    const { page } = await open({
      signIn: SIGN_IN.totpCode,
      answers: { RespondToAuthChallenge: tokens({ userId: 'u1', email: 'joe@example.com' }) },
    });
    const { step } = page().signIn;

    await act(async () => step.name === 'totpCode' && step.submit('123456'));

    expect(page().auth).toMatchObject({
      status: 'signedIn',
      user: { userId: 'u1', email: 'joe@example.com' },
    });
  });

  test('fails with its name where nothing is scripted', async () => {
    const { page } = await open({ auth: { userId: 'u1' } });

    const signUp = await act(() => page().signUp.signUp({ username: 'a', password: 'b' }));
    const call = page().api('POST /notes', { json: { text: 'hi' } });

    expect(signUp).toMatchObject({
      ok: false,
      error: { message: "no answer is scripted for 'SignUp'" },
    });
    await expect(call).rejects.toThrow("no answer is scripted for 'POST /notes'");
  });

  test('is under way until time has gone by', async () => {
    const { client, page } = await open({
      answers: { SignUp: pending(5_000, { UserConfirmed: false }) },
    });
    await act(async () => {
      void page().signUp.signUp({ username: 'a', password: 'b' });
    });

    await act(() => client.advance(4_999));
    const early = page().signUp;
    await act(() => client.advance(1));

    expect(early).toMatchObject({ pending: true, step: { name: 'form' } });
    expect(page().signUp).toMatchObject({ pending: false, step: { name: 'confirm' } });
  });

  test('is refused once time has gone by', async () => {
    const { client, page } = await open({
      answers: { SignUp: pending(5_000, refusal('TooManyRequestsException')) },
    });
    await act(async () => {
      void page().signUp.signUp({ username: 'a', password: 'b' });
    });

    await act(() => client.advance(5_000));

    expect(page().signUp.error?.code).toBe('TooManyRequestsException');
  });

  test('reaches a route of the API, signed', async () => {
    const { client, page } = await open({
      auth: { userId: 'u1' },
      answers: { 'GET /users/{id}': (request) => ({ at: new URL(request.url).pathname }) },
    });

    const answer = await page().api('GET /users/{id}', { params: { id: 'a b' } });

    const sent = client.calls.flatMap(({ input }) => (input instanceof Request ? [input] : []));
    expect(answer).toEqual({ at: '/users/a%20b' });
    expect(sent[0]?.headers.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 /);
  });

  test('has another answer once it is given one', async () => {
    const { client, page } = await open({
      answers: { SignUp: refusal('TooManyRequestsException') },
    });
    const signUp = () => act(() => page().signUp.signUp({ username: 'a', password: 'b' }));

    const first = await signUp();
    client.answer({ SignUp: { UserConfirmed: false } });
    const second = await signUp();

    expect([first.ok, second.ok]).toEqual([false, true]);
  });
});

test('tells its config with the changes that were asked for', () => {
  const { config } = createTestClient({ config: { guests: true } });

  expect(config).toMatchObject({ version: 1, guests: true, userPoolId: 'us-east-1_Test' });
});

test('reaches no network, and leaves no timer and nothing in storage', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const client = createTestClient({
    auth: { userId: 'u1' },
    signUp: SIGN_UP.confirm,
    answers: { 'GET /private': { value: 1 } },
  });

  await client.ready;
  await client.fetch()('/private');
  client.dispose();

  expect(fetched).not.toHaveBeenCalled();
  expect(timers).not.toHaveBeenCalled();
  expect({ ...localStorage, ...sessionStorage }).toEqual({});
  vi.restoreAllMocks();
});
