// A page for the hooks, in Node's environment, where a runtime can be started.
import './support/browser-page';
import { act, cleanup, renderHook } from '@testing-library/react';
import { CfnOutput } from 'aws-cdk-lib';
import { VerificationEmailStyle } from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, ClientConfig as StackConfig } from 'cdk-secured-api';
import { createElement, type ReactNode } from 'react';
import { CognitoProvider, createCognitoClient, useAuth, useSignUp } from 'react-cognito-hooks';
import { startLocal } from 'secured-api-local';
import { afterAll, afterEach, expect, test } from 'vitest';
import { PASSWORD } from './support/amplify-user';
import { configOf } from './support/config-of';
import { quiet } from './support/quiet-log';
import { stackAssembly } from './support/stack-assembly';
import { uniqueAddress } from './support/unique-address';

const assembly = stackAssembly((stack) => {
  const auth = new CognitoAuth(stack, 'Auth', {
    selfSignUp: true,
    userVerification: {
      emailStyle: VerificationEmailStyle.LINK,
      emailBody: 'Welcome. {##Confirm your account##}',
    },
    hostedLogin: {
      domainPrefix: 'random-numbers',
      callbackUrls: ['http://localhost:5173/'],
      logoutUrls: ['http://localhost:5173/'],
    },
  });
  new CfnOutput(stack, 'ClientConfig', { value: new StackConfig({ auth }).toJsonString() });
});
const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet });

afterAll(async () => {
  await local.stop();
  assembly.remove();
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});

/** A sign-up that waits for its link to be opened. */
async function signUp() {
  const client = createCognitoClient(configOf(local));
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(CognitoProvider, { client, children });
  const { result } = renderHook(() => ({ auth: useAuth(), signUp: useSignUp() }), { wrapper });
  const username = uniqueAddress('email');
  await act(() => result.current.signUp.signUp({ username, password: PASSWORD }));
  const submit = async () => {
    const { step } = result.current.signUp;
    if (step.name !== 'confirmByLink') throw new Error(`the sign-up is at '${step.name}'`);
    return act(() => step.submit());
  };
  return { username, submit, page: () => result.current, mail: () => local.inbox.latest(username) };
}

test('signs in once the link of the e-mail was opened, and not before', async () => {
  const { username, submit, page, mail } = await signUp();

  const early = await submit();
  const opened = await fetch(mail()?.link ?? '');
  const late = await submit();

  expect(mail()?.text).toBe(`Welcome. Confirm your account: ${mail()?.link}`);
  expect(early).toMatchObject({ ok: false, error: { code: 'UserNotConfirmedException' } });
  expect(opened.status).toBe(200);
  expect(await opened.text()).toContain('Your registration has been confirmed');
  expect(late).toMatchObject({ ok: true, data: { name: 'done', signedIn: true } });
  expect(page().auth).toMatchObject({ status: 'signedIn', user: { email: username } });
});

test('fails to confirm by a link that was changed, or opened before', async () => {
  const { submit, mail } = await signUp();
  const link = new URL(mail()?.link ?? '');
  const changed = new URL(link);
  changed.searchParams.set('confirmation_code', '000000');
  const other = new URL(link);
  other.searchParams.set('client_id', 'another');

  const refused = [await fetch(changed), await fetch(other)];
  const still = await submit();
  const statuses = [(await fetch(link)).status, (await fetch(link)).status];

  expect(refused.map(({ status }) => status)).toEqual([400, 400]);
  expect(still.ok).toBe(false);
  expect(statuses).toEqual([200, 400]);
});
