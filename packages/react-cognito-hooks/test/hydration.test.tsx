import { act } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import {
  CognitoProvider,
  Protected,
  useAttributes,
  useAuth,
  useSignIn,
  useSignUp,
  useUser,
} from '../src';
import { createTestClient, type TestClient } from '../src/testing';

function Page() {
  const steps = [useSignIn(), useSignUp()].map(({ step }) => step.name);
  return (
    <p>
      {[useAuth().status, ...steps, useUser()?.email, useAttributes().attributes?.email].join(' ')}
      <Protected loading="wait" signedOut="go away">
        come in
      </Protected>
    </p>
  );
}

const page = (client: TestClient) => (
  <CognitoProvider client={client}>
    <Page />
  </CognitoProvider>
);

test('takes a page of a server over without a mismatch, and then shows the session', async () => {
  const client = createTestClient({
    auth: { userId: 'u1', email: 'jane@example.com' },
    signUp: { name: 'confirm' },
  });
  await client.ready;
  const root = document.createElement('div');
  root.innerHTML = renderToString(page(client));
  const rendered = root.textContent;
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const onRecoverableError = vi.fn();

  await act(async () => {
    hydrateRoot(root, page(client), { onRecoverableError });
  });
  await vi.waitUntil(() => root.textContent?.includes('jane@example.com jane@example.com'));

  expect(rendered).toBe('loading form form  wait');
  expect(root.textContent).toBe('signedIn form confirm jane@example.com jane@example.comcome in');
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(errors).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
