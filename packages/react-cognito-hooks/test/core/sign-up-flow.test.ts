import { afterEach, expect, test } from 'vitest';
import { signUpFlow } from '../../src/core/sign-up-flow';
import { PASSWORD, setUp } from '../support/set-up';
import { comeTo, stepOf } from '../support/step-of';

const JANE = { username: 'jane@example.com', password: PASSWORD };

afterEach(() => sessionStorage.clear());

async function setUpFlow() {
  const stack = await setUp();
  return { ...stack, flow: signUpFlow(stack.client) };
}

test('signs up, confirms and is signed in', async () => {
  const { cognito, client, flow } = await setUpFlow();

  await flow.signUp({ ...JANE, attributes: { email: 'jane@example.com' } });
  const step = stepOf(flow, 'confirm');
  const result = await step.submit('123456');

  expect(cognito.lastInput('SignUp')).toEqual({
    ClientId: 'client-id',
    Username: 'jane@example.com',
    Password: PASSWORD,
    UserAttributes: [{ Name: 'email', Value: 'jane@example.com' }],
  });
  expect(step).toMatchObject({
    username: 'jane@example.com',
    delivery: { destination: 'j***@e***', deliveryMedium: 'EMAIL', attributeName: 'email' },
  });
  expect(result).toEqual({
    ok: true,
    data: { name: 'done', username: 'jane@example.com', signedIn: true },
  });
  expect(client.getState()).toMatchObject({ status: 'signedIn' });
});

test('signs nobody in when it is told not to', async () => {
  const { cognito, flow } = await setUpFlow();
  await flow.signUp(JANE, { autoSignIn: false });

  const result = await (await comeTo(flow, 'confirm')).submit('123456');

  expect(result).toMatchObject({ ok: true, data: { name: 'done', signedIn: false } });
  expect(cognito.count('InitiateAuth')).toBe(0);
});

test('is done without a session when the sign-in asks for more', async () => {
  const { cognito, flow } = await setUpFlow();
  await flow.signUp(JANE);
  cognito.refuseNext('InitiateAuth', 'NotAuthorizedException');

  const result = await stepOf(flow, 'confirm').submit('123456');

  expect(result).toMatchObject({ ok: true, data: { name: 'done', signedIn: false } });
});

test.each([
  ['UsernameExistsException', 'username'],
  ['InvalidPasswordException', 'password'],
  ['UserLambdaValidationException', undefined],
  ['CodeDeliveryFailureException', undefined],
])('fails with %s and names the field', async (code, field) => {
  const { cognito, flow } = await setUpFlow();
  cognito.refuseNext('SignUp', code);

  const result = await flow.signUp(JANE);

  expect(result).toMatchObject({ ok: false, error: { code, field, status: 400 } });
  expect(flow.getSnapshot()).toMatchObject({ step: { name: 'form' }, error: { code } });
});

test('fails on a wrong code and takes the right one afterwards', async () => {
  const { flow } = await setUpFlow();
  await flow.signUp(JANE);
  const step = stepOf(flow, 'confirm');

  const wrong = await step.submit('000000');
  const right = await step.submit('123456');

  expect(wrong).toMatchObject({
    ok: false,
    error: { code: 'CodeMismatchException', field: 'code' },
  });
  expect(right).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(flow.getSnapshot().error).toBeNull();
});

test('sends another code, waits longer each time and stays on the step', async () => {
  const { cognito, flow } = await setUpFlow();
  await flow.signUp(JANE);
  const { resend, submit, resendAvailableAt } = stepOf(flow, 'confirm');

  const result = await resend();

  expect(result).toMatchObject({ ok: true, data: { destination: 'j***@e***' } });
  expect(cognito.count('ResendConfirmationCode')).toBe(1);
  expect(stepOf(flow, 'confirm').resendAvailableAt - resendAvailableAt).toBeGreaterThan(29_000);
  expect(stepOf(flow, 'confirm').submit).toBe(submit);
});

test('stays done when a code that was asked for is sent after all', async () => {
  const { cognito, flow } = await setUpFlow();
  await flow.signUp(JANE);
  const { resend, submit } = stepOf(flow, 'confirm');
  const held = cognito.hold('ResendConfirmationCode');
  const resent = resend();
  await held.arrived;

  await submit('123456');
  held.release();

  expect(await resent).toMatchObject({ ok: true });
  expect(flow.getSnapshot()).toMatchObject({ pending: false });
  expect(stepOf(flow, 'done')).not.toHaveProperty('resendAvailableAt');
  expect(sessionStorage).toHaveLength(0);
});

test('restores the code step after a reload, without the password', async () => {
  const { createClient, cognito, flow } = await setUpFlow();
  await flow.signUp(JANE);
  const reloaded = signUpFlow(createClient());

  reloaded.subscribe(() => undefined);
  const result = await (await comeTo(reloaded, 'confirm')).submit('123456');

  expect(JSON.stringify({ ...sessionStorage })).not.toContain(PASSWORD);
  expect(result).toEqual({
    ok: true,
    data: { name: 'done', username: 'jane@example.com', signedIn: false },
  });
  expect(cognito.count('InitiateAuth')).toBe(0);
  expect(sessionStorage).toHaveLength(0);
});

test('forgets the code step when it starts over', async () => {
  const { createClient, flow } = await setUpFlow();
  await flow.signUp(JANE);

  flow.reset();
  const reloaded = signUpFlow(createClient());
  reloaded.subscribe(() => undefined);

  expect(reloaded.getSnapshot().step).toEqual({ name: 'form' });
});

test('waits for the link where the pool verifies by link', async () => {
  const stack = await setUp();
  stack.config.verification = 'link';
  const flow = signUpFlow(stack.createClient());
  await flow.signUp(JANE);
  const step = stepOf(flow, 'confirmByLink');

  const early = await step.submit();
  for (const user of stack.cognito.pool.users.values()) user.confirmed = true;
  const late = await step.submit();

  expect(early).toMatchObject({ ok: false, error: { code: 'UserNotConfirmedException' } });
  expect(late).toMatchObject({ ok: true, data: { name: 'done', signedIn: true } });
});

test.each([
  ['at once', false],
  ['after a reload', true],
])('signs in without a password by the session of the confirmation, %s', async (_, reloads) => {
  const { cognito, client, createClient } = await setUp();
  const user = cognito.pool.addUser({ username: JANE.username, password: PASSWORD });
  cognito.answerNext('SignUp', { UserConfirmed: false });
  cognito.answerNext('ConfirmSignUp', { Session: 'confirmed' });
  cognito.answerNext('InitiateAuth', { AuthenticationResult: cognito.pool.issue(user) });
  await signUpFlow(client).signUp({ username: JANE.username });
  const flow = signUpFlow(reloads ? createClient() : client);
  flow.subscribe(() => undefined);

  const result = await (await comeTo(flow, 'confirm')).submit('123456');

  expect(result).toMatchObject({ ok: true, data: { name: 'done', signedIn: true } });
  expect(cognito.lastInput('InitiateAuth')).toMatchObject({
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: JANE.username },
    Session: 'confirmed',
  });
});

test('signs nobody in by that session when it was told not to, also after a reload', async () => {
  const { cognito, client, createClient } = await setUp();
  cognito.answerNext('SignUp', { UserConfirmed: false });
  cognito.answerNext('ConfirmSignUp', { Session: 'confirmed' });
  await signUpFlow(client).signUp({ username: JANE.username }, { autoSignIn: false });
  const flow = signUpFlow(createClient());
  flow.subscribe(() => undefined);

  const result = await (await comeTo(flow, 'confirm')).submit('123456');

  expect(result).toMatchObject({ ok: true, data: { name: 'done', signedIn: false } });
  expect(cognito.count('InitiateAuth')).toBe(0);
});
