import { afterEach, expect, test } from 'vitest';
import { resetPasswordFlow } from '../../src/core/reset-password-flow';
import { signInFlow } from '../../src/core/sign-in-flow';
import { PASSWORD, setUp } from '../support/set-up';
import { comeTo, stepOf } from '../support/step-of';

const username = 'jane@example.com';

afterEach(() => sessionStorage.clear());

async function setUpFlow() {
  const stack = await setUp();
  stack.cognito.pool.addUser({ username, password: PASSWORD });
  return { ...stack, flow: resetPasswordFlow(stack.client) };
}

test('sets a new password that signs in', async () => {
  const { client, flow } = await setUpFlow();

  await flow.request({ username });
  const result = await stepOf(flow, 'confirm').submit('123456', 'Another123!');
  const signedIn = await signInFlow(client).signIn({ username, password: 'Another123!' });

  expect(result).toEqual({ ok: true, data: { name: 'done', username } });
  expect(signedIn).toMatchObject({ ok: true, data: { name: 'done' } });
});

test.each([
  ['CodeMismatchException', 'code'],
  ['ExpiredCodeException', 'code'],
  ['InvalidPasswordException', 'newPassword'],
  ['PasswordHistoryPolicyViolationException', 'newPassword'],
  ['LimitExceededException', undefined],
])('fails with %s, names the field and stays', async (code, field) => {
  const { cognito, flow } = await setUpFlow();
  await flow.request({ username });
  cognito.refuseNext('ConfirmForgotPassword', code);

  const result = await stepOf(flow, 'confirm').submit('123456', 'Another123!');

  expect(result).toMatchObject({ ok: false, error: { code, field } });
  expect(flow.getSnapshot()).toMatchObject({ step: { name: 'confirm' }, error: { code } });
});

test('sends another code', async () => {
  const { cognito, flow } = await setUpFlow();
  await flow.request({ username });

  const result = await stepOf(flow, 'confirm').resend();

  expect(result).toMatchObject({ ok: true, data: { destination: 'j***@e***' } });
  expect(cognito.count('ForgotPassword')).toBe(2);
});

test('restores the code step after a reload', async () => {
  const { createClient, flow } = await setUpFlow();
  await flow.request({ username });

  const reloaded = resetPasswordFlow(createClient());
  reloaded.subscribe(() => undefined);

  expect(await comeTo(reloaded, 'confirm')).toMatchObject({ username });
});
