// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import {
  CognitoProvider,
  Protected,
  SignedIn,
  SignedOut,
  useApi,
  useAuth,
  useCacheIdentity,
  useIdentityId,
  useResetPassword,
  useSignedFetch,
  useSignIn,
  useSignOut,
  useSignUp,
  useUser,
} from '../src';
import { setUp } from './support/set-up';

function Page() {
  const steps = [useSignUp(), useSignIn(), useResetPassword()].map(({ step }) => step.name);
  const nobody = [useUser(), useIdentityId(), useCacheIdentity()];
  const functions = [useSignedFetch(), useApi(), useSignOut()].map((value) => typeof value);
  return (
    <p>
      {[useAuth().status, ...steps, ...functions, JSON.stringify(nobody)].join(' ')}
      <SignedIn>signed in</SignedIn>
      <SignedOut>signed out</SignedOut>
      <Protected loading="waiting">secret</Protected>
    </p>
  );
}

test('renders on a server as loading, with each flow on its form', async () => {
  const { config, cognito } = await setUp();

  const html = renderToString(
    <CognitoProvider config={config}>
      <Page />
    </CognitoProvider>,
  );

  expect(typeof window).toBe('undefined');
  expect(html).toContain('loading form form form function function function [null,null,null]');
  expect(html).toContain('waiting');
  expect(html).not.toMatch(/secret|signed in|signed out/);
  expect(cognito.calls).toEqual([]);
});
