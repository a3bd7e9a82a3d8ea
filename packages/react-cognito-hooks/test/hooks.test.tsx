import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import {
  CognitoProvider,
  Protected,
  SignedIn,
  SignedOut,
  useApi,
  useAuth,
  useCacheIdentity,
  useCognitoClient,
  useIdentityId,
  useSignedFetch,
  useSignIn,
  useSignOut,
  useSignUp,
  useUser,
} from '../src';
import { internalsOf } from '../src/core/client-internals';
import { signOut } from '../src/core/sign-out';
import { expireTokens, PASSWORD, setUp, setUpSignedIn } from './support/set-up';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const username = 'jane@example.com';

function SignInPage() {
  const { step, signIn, pending, error } = useSignIn();
  return (
    <>
      <output>{`${step.name} ${pending} ${error?.code ?? 'fine'}`}</output>
      <button type="button" onClick={() => signIn({ username, password: PASSWORD })}>
        sign in
      </button>
      {step.name === 'totpCode' && (
        <button type="button" onClick={() => step.submit('123456')}>
          send code
        </button>
      )}
    </>
  );
}

const shown = () => screen.getByRole('status').textContent;
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('shows the steps of a sign-in, also in StrictMode', async () => {
  const { client, cognito } = await setUp();
  cognito.pool.addUser({ username, password: PASSWORD, next: 'SOFTWARE_TOKEN_MFA' });
  render(
    <StrictMode>
      <CognitoProvider client={client}>
        <SignInPage />
      </CognitoProvider>
    </StrictMode>,
  );

  click('sign in');
  expect(shown()).toBe('form true fine');
  await screen.findByText('send code');
  click('send code');
  await screen.findByText('done false fine');

  expect(cognito.count('InitiateAuth')).toBe(1);
  expect(client.getState().status).toBe('signedIn');
});

test('answers a step once when its button is clicked twice', async () => {
  const { client, cognito } = await setUp();
  cognito.pool.addUser({ username, password: PASSWORD, next: 'SOFTWARE_TOKEN_MFA' });
  render(
    <StrictMode>
      <CognitoProvider client={client}>
        <SignInPage />
      </CognitoProvider>
    </StrictMode>,
  );

  click('sign in');
  click('sign in');
  await screen.findByText('send code');
  const before = cognito.count('RespondToAuthChallenge');
  click('send code');
  click('send code');
  await screen.findByText('done false fine');

  expect(cognito.count('InitiateAuth')).toBe(1);
  expect(cognito.count('RespondToAuthChallenge') - before).toBe(1);
});

test('keeps a flow when its page is left and entered again', async () => {
  const { client, cognito } = await setUp();
  cognito.pool.addUser({ username, password: PASSWORD, next: 'SOFTWARE_TOKEN_MFA' });
  const page = (
    <CognitoProvider client={client}>
      <SignInPage />
    </CognitoProvider>
  );
  const first = render(page);
  click('sign in');
  first.unmount();

  render(page);

  await screen.findByText('totpCode false fine');
});

function Identity() {
  return <p>{[useUser()?.email, useIdentityId(), useCacheIdentity()].join(' ')}</p>;
}

test('signs up, confirms and calls a route', async () => {
  const { client, api } = await setUp();
  api.answer = () => ({ body: 4 });
  function SignUpPage() {
    const { step, signUp } = useSignUp();
    const call = useApi();
    const [answer, setAnswer] = useState('nothing');
    const show = async () => setAnswer(String(await call('GET /private')));
    return (
      <>
        <output>{`${step.name} ${answer}`}</output>
        <button type="button" onClick={() => signUp({ username, password: PASSWORD })}>
          sign up
        </button>
        {step.name === 'confirm' && (
          <button type="button" onClick={() => step.submit('123456')}>
            confirm
          </button>
        )}
        {step.name === 'done' && (
          <button type="button" onClick={show}>
            call
          </button>
        )}
      </>
    );
  }
  render(
    <CognitoProvider client={client}>
      <SignUpPage />
    </CognitoProvider>,
  );

  for (const name of ['sign up', 'confirm', 'call']) {
    fireEvent.click(await screen.findByRole('button', { name }));
  }

  await screen.findByText('done 4');
});

test('gives the user, the identity and the cache key of a session', async () => {
  const { client, user } = await setUpSignedIn();

  render(
    <CognitoProvider client={client}>
      <Identity />
    </CognitoProvider>,
  );

  const identityId = await client.identityId();
  await screen.findByText(new RegExp(`jane@example.com ${identityId} user:${user.sub}`));
});

test('names a guest in the cache key once there is one', async () => {
  const { client } = await setUp();
  render(
    <CognitoProvider client={client}>
      <Identity />
    </CognitoProvider>,
  );

  await act(() => client.fetch({ guest: true })('/public'));

  const identityId = await client.identityId();
  await screen.findByText(new RegExp(`guest:${identityId}`));
});

test.each([
  [undefined, 'secret'],
  [['admins'], 'secret'],
  [['owners', 'admins'], 'secret'],
  [['owners'], 'refused'],
  [[], 'refused'],
])('shows to a member of admins, for the groups %j: %s', async (anyOf, expected) => {
  const { client, user } = await setUpSignedIn();
  user.groups = ['admins'];
  await client.refresh();

  render(
    <CognitoProvider client={client}>
      <Protected anyOf={anyOf} refused="refused" signedOut="signed out">
        secret
      </Protected>
    </CognitoProvider>,
  );

  await screen.findByText(expected);
});

test('shows the guard that fits, and the other after a sign-out', async () => {
  const { client } = await setUpSignedIn();
  render(
    <CognitoProvider client={client}>
      <SignedIn>in</SignedIn>
      <SignedOut>out</SignedOut>
    </CognitoProvider>,
  );

  expect(document.body.textContent).toBe('in');
  await act(() => signOut(internalsOf(client)));
  expect(document.body.textContent).toBe('out');
});

test('shows a guard that nobody is signed in', async () => {
  const { client } = await setUp();

  render(
    <CognitoProvider client={client}>
      <Protected signedOut="signed out">secret</Protected>
    </CognitoProvider>,
  );

  await screen.findByText('signed out');
});

test('renders nothing when the tokens are refreshed', async () => {
  const { client } = await setUpSignedIn();
  const rendered = vi.fn();
  function Page() {
    rendered(useAuth().status);
    return null;
  }
  render(
    <CognitoProvider client={client}>
      <Page />
    </CognitoProvider>,
  );
  rendered.mockClear();
  expireTokens(client);

  await act(() => client.getTokens());

  expect(rendered).not.toHaveBeenCalled();
});

test('leaves no listener after a thousand mounts', async () => {
  const { client } = await setUpSignedIn();
  const counted = { added: 0, removed: 0 };
  const add = client.subscribe;
  const subscribe: typeof add = (listener) => {
    const remove = add(listener);
    counted.added += 1;
    return () => {
      counted.removed += 1;
      remove();
    };
  };
  const added = vi.spyOn(window, 'addEventListener');
  function Page() {
    useAuth();
    useSignIn();
    return null;
  }
  const page = (
    <CognitoProvider client={Object.assign(client, { subscribe })}>
      <Page />
    </CognitoProvider>
  );

  for (let i = 0; i < 1_000; i += 1) render(page).unmount();

  expect(counted).toEqual({ added: 1_000, removed: 1_000 });
  const signals = added.mock.calls.flatMap(([type, , options]) =>
    type === 'storage' && typeof options === 'object' ? [options.signal?.aborted] : [],
  );
  expect(signals).toEqual(Array(1_000).fill(true));
  vi.restoreAllMocks();
});

test('asks once for what a hundred components show', async () => {
  const { client, cognito } = await setUpSignedIn();
  const before = cognito.calls.length;

  render(
    <CognitoProvider client={client}>
      {Array.from({ length: 100 }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <Identity key={i} />
      ))}
    </CognitoProvider>,
  );
  await screen.findAllByText(/jane@example.com us-east-1:/);

  expect(cognito.calls.slice(before).map(({ operation }) => operation)).toEqual(['GetId']);
});

test('signs out', async () => {
  const { client } = await setUpSignedIn();
  function Page() {
    const signOut = useSignOut();
    return (
      <button type="button" onClick={() => signOut()}>
        {useAuth().status}
      </button>
    );
  }
  render(
    <CognitoProvider client={client}>
      <Page />
    </CognitoProvider>,
  );

  click('signedIn');

  await screen.findByText('signedOut');
});

test('gives the same fetch and the same client from render to render', async () => {
  const { config } = await setUp();
  const seen = new Set<unknown>();
  function Page() {
    seen
      .add(useSignedFetch({ guest: true }))
      .add(useCognitoClient())
      .add(useSignOut());
    return null;
  }
  const page = () => (
    <CognitoProvider config={{ ...config }}>
      <Page />
    </CognitoProvider>
  );

  const { rerender } = render(page());
  rerender(page());
  rerender(page());

  expect(seen.size).toBe(3);
});

test('fails outside a provider', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);

  expect(() => render(<SignInPage />)).toThrow('<CognitoProvider>');
  vi.restoreAllMocks();
});
