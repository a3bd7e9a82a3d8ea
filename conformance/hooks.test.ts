// @vitest-environment jsdom
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { act, cleanup, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import {
  type ClientConfig,
  CognitoProvider,
  createCognitoClient,
  loadClientConfig,
  useAuth,
  useResetPassword,
  useSignedFetch,
  useSignIn,
  useSignOut,
  useSignUp,
} from 'react-cognito-hooks';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { uniqueAddress } from './support/unique-address';

const PASSWORD = 'Correct-horse-7';
const OTHER = 'Other-horse-8!';

const local = inject('runtime');
const config: ClientConfig = await loadClientConfig(`${local.url}/_local/config.json`);

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

/** Every hook of the flows on one client, as a page would have them. */
function visit() {
  const client = createCognitoClient(config);
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(CognitoProvider, { client, children });
  const { result } = renderHook(
    () => ({
      auth: useAuth(),
      signUp: useSignUp(),
      signIn: useSignIn(),
      reset: useResetPassword(),
      signOut: useSignOut(),
      fetch: useSignedFetch(),
      plainFetch: useSignedFetch({ auth: 'none' }),
    }),
    { wrapper },
  );
  return { client, page: () => result.current };
}

type Page = ReturnType<ReturnType<typeof visit>['page']>;

interface Inbox {
  readonly messages: readonly { readonly to: string; readonly code: string }[];
}

async function codeFor(address: string): Promise<string> {
  const inbox: Inbox = await (await fetch(`${local.url}/_local/inbox`)).json();
  return inbox.messages.find(({ to }) => to === address)?.code ?? '';
}

/** Answers the step of that name. */
async function answer(
  page: () => Page,
  flow: 'signUp' | 'signIn',
  name: string,
  ...input: string[]
) {
  const { step } = page()[flow];
  expect(step.name).toBe(name);
  if (!('submit' in step)) throw new Error(`the step '${step.name}' has no answer`);
  const submit = step.submit as (...values: string[]) => Promise<{ ok: boolean }>;
  return act(() => submit(...input));
}

async function signedUp(kind: 'email' | 'phone' = 'email') {
  const { page, client } = visit();
  const username = uniqueAddress(kind);
  await act(() => page().signUp.signUp({ username, password: PASSWORD }));
  await answer(page, 'signUp', 'confirm', await codeFor(username));
  return { page, client, username };
}

describe('the hooks on the local runtime', () => {
  test.each(['email', 'phone'] as const)(
    'sign up by %s, confirm, are signed in, and fetch the private number',
    async (kind) => {
      const { page, client } = await signedUp(kind);

      const response = await page().fetch('/private');

      expect(page().signUp.step).toMatchObject({ name: 'done', signedIn: true });
      expect(page().auth.status).toBe('signedIn');
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ identityId: await client.identityId() });
    },
  );

  test('fail to fetch the private number once signed out, and unsigned', async () => {
    const { page } = await signedUp();

    await act(() => page().signOut());

    await expect(page().fetch('/private')).rejects.toMatchObject({ code: 'NotSignedIn' });
    expect((await page().plainFetch('/private')).status).toBe(403);
    expect((await page().plainFetch('/public')).status).toBe(200);
  });

  test('fail with a wrong code and go on with the right one', async () => {
    const { page } = visit();
    const username = uniqueAddress('email');
    await act(() => page().signUp.signUp({ username, password: PASSWORD }));
    const right = await codeFor(username);

    await answer(page, 'signUp', 'confirm', right === '000000' ? '111111' : '000000');

    expect(page().signUp.error).toMatchObject({ code: 'CodeMismatchException', field: 'code' });
    await answer(page, 'signUp', 'confirm', right);
    expect(page().auth.status).toBe('signedIn');
  });

  test.each([
    ['a weak password', 'short', 'InvalidPasswordException', 'password'],
    ['a taken address', PASSWORD, 'UsernameExistsException', 'username'],
  ])('fail to sign up with %s', async (_, password, code, field) => {
    const { username } = await signedUp();
    localStorage.clear();
    const { page } = visit();

    await act(() => page().signUp.signUp({ username, password }));

    expect(page().signUp.error).toMatchObject({ code, field });
    expect(page().signUp.step.name).toBe('form');
  });

  test('lead a user whom an administrator made to a password of their own', async () => {
    const username = uniqueAddress('email');
    const administrator = new CognitoIdentityProviderClient({
      region: config.region,
      endpoint: local.url,
      credentials: local.administrator,
    });
    await administrator.send(
      new AdminCreateUserCommand({
        UserPoolId: config.userPoolId,
        Username: username,
        TemporaryPassword: PASSWORD,
      }),
    );
    const { page } = visit();

    await act(() => page().signIn.signIn({ username, password: PASSWORD }));
    await answer(page, 'signIn', 'newPassword', OTHER);

    expect(page().signIn.step.name).toBe('done');
    expect((await page().fetch('/private')).status).toBe(200);
  });

  test('replace a forgotten password by a code', async () => {
    const { page, username } = await signedUp();
    await act(() => page().signOut());

    await act(() => page().reset.request({ username }));
    const { step } = page().reset;
    if (step.name !== 'confirm') throw new Error(`the step is '${step.name}'`);
    const code = await codeFor(username);
    await act(() => step.submit(code, OTHER));

    expect(page().reset.step.name).toBe('done');
    await act(() => page().signIn.signIn({ username, password: OTHER }));
    expect(page().auth.status).toBe('signedIn');
  });

  test('fail with a wrong password, and with the lockout after five', async () => {
    const { page, username } = await signedUp();
    await act(() => page().signOut());
    const attempt = async () => {
      await act(() => page().signIn.signIn({ username, password: 'Wrong-horse-7!' }));
      return page().signIn.error?.code;
    };

    const codes: unknown[] = [];
    for (let i = 0; i < 6; i += 1) codes.push(await attempt());

    expect(codes.slice(0, 5)).toEqual(Array(5).fill('NotAuthorizedException'));
    expect(codes[5]).toBe('PasswordAttemptsExceeded');
  });

  test('end every session of the user when told everywhere', async () => {
    const { page, username } = await signedUp();
    const session = { ...localStorage };
    await act(() => page().signOut({ everywhere: true }));
    localStorage.clear();
    for (const [key, value] of Object.entries(session)) localStorage.setItem(key, String(value));
    const { client } = visit();

    const renewed = await client.refresh();

    expect(renewed).toMatchObject({ ok: false, error: { code: 'NotAuthorizedException' } });
    expect(username).toBeTruthy();
  });
});
