import { describe, expect, test } from 'vitest';
import { internalsOf } from '../../src/core/client-internals';
import { signInFlow } from '../../src/core/sign-in-flow';
import { signOut } from '../../src/core/sign-out';
import { PASSWORD, setUp } from '../support/set-up';
import { stepOf } from '../support/step-of';

const JANE = { username: 'jane@example.com', password: PASSWORD };

async function setUpFlow(user: object = {}) {
  const stack = await setUp();
  stack.cognito.pool.addUser({ ...JANE, ...user });
  return { ...stack, flow: signInFlow(stack.client) };
}

test('signs in by password without sending it', async () => {
  const { cognito, client, flow } = await setUpFlow({ groups: ['admins'] });

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({
    ok: true,
    data: { name: 'done', user: { email: 'jane@example.com', groups: ['admins'] } },
  });
  expect(client.getState()).toMatchObject({ status: 'signedIn' });
  expect(JSON.stringify(cognito.calls)).not.toContain(PASSWORD);
});

test('asks for a password that was not given', async () => {
  const { cognito, flow } = await setUpFlow();

  await flow.signIn({ username: JANE.username });
  const result = await stepOf(flow, 'password').submit(PASSWORD);

  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.count('InitiateAuth')).toBe(1);
});

test('fails on a wrong password and mirrors it', async () => {
  const { client, flow } = await setUpFlow();

  const result = await flow.signIn({ ...JANE, password: 'other' });

  expect(result).toMatchObject({ ok: false, error: { code: 'NotAuthorizedException' } });
  expect(flow.getSnapshot()).toMatchObject({
    step: { name: 'form' },
    pending: false,
    error: { code: 'NotAuthorizedException', retryable: false },
  });
  await client.ready;
  expect(client.getState().status).toBe('signedOut');
});

test('fails on a lockout with a code of its own', async () => {
  const { cognito, flow } = await setUpFlow();
  cognito.refuseNext('InitiateAuth', 'NotAuthorizedException', 'Password attempts exceeded');

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({ ok: false, error: { code: 'PasswordAttemptsExceeded' } });
});

describe.each([
  ['SOFTWARE_TOKEN_MFA', 'totpCode', 'SOFTWARE_TOKEN_MFA_CODE'],
  ['SMS_MFA', 'smsCode', 'SMS_MFA_CODE'],
  ['EMAIL_OTP', 'emailCode', 'EMAIL_OTP_CODE'],
] as const)('%s', (next, name, response) => {
  test('leads to a step that takes the code', async () => {
    const { cognito, flow } = await setUpFlow({ next });

    await flow.signIn(JANE);
    const result = await stepOf(flow, name).submit('123456');

    expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
    expect(cognito.lastInput('RespondToAuthChallenge')).toMatchObject({
      ChallengeName: next,
      Session: 'challenge-session',
      ChallengeResponses: { USERNAME: 'id-of-jane@example.com', [response]: '123456' },
    });
  });

  test('fails on a wrong code and stays', async () => {
    const { flow } = await setUpFlow({ next });

    await flow.signIn(JANE);
    const result = await stepOf(flow, name).submit('000000');

    expect(result).toMatchObject({
      ok: false,
      error: { code: 'CodeMismatchException', field: 'code' },
    });
    expect(flow.getSnapshot().step.name).toBe(name);
  });
});

test('sends another code by another sign-in', async () => {
  const { cognito, flow } = await setUpFlow({ next: 'SMS_MFA' });
  await flow.signIn(JANE);
  const before = stepOf(flow, 'smsCode');

  const result = await before.resend();

  expect(result).toEqual({ ok: true, data: { destination: '+*******99', deliveryMedium: 'SMS' } });
  expect(cognito.count('InitiateAuth')).toBe(2);
  expect(await before.submit('123456')).toMatchObject({ ok: true, data: { name: 'done' } });
});

test('fails to send another code when the pool asks for something else by now', async () => {
  const { cognito, flow } = await setUpFlow({ next: 'SMS_MFA' });
  await flow.signIn(JANE);
  for (const user of cognito.pool.users.values()) user.next = 'SOFTWARE_TOKEN_MFA';

  const result = await stepOf(flow, 'smsCode').resend();

  expect(result).toMatchObject({ ok: false, error: { code: 'UnsupportedChallenge' } });
  expect(flow.getSnapshot().step.name).toBe('smsCode');
});

test('sets a new password and the attributes that are missing', async () => {
  const { cognito, flow } = await setUpFlow({ next: 'NEW_PASSWORD_REQUIRED' });
  await flow.signIn(JANE);
  const step = stepOf(flow, 'newPassword');

  const refused = await step.submit('short');
  const result = await step.submit('Another123!', { given_name: 'Jane' });

  expect(step.missingAttributes).toEqual(['given_name']);
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'InvalidPasswordException', field: 'newPassword' },
  });
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('RespondToAuthChallenge').ChallengeResponses).toEqual({
    USERNAME: 'id-of-jane@example.com',
    NEW_PASSWORD: 'Another123!',
    'userAttributes.given_name': 'Jane',
  });
});

test('fails loudly on a challenge that has no step', async () => {
  const { flow } = await setUpFlow({ next: 'UNHEARD_OF' });

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({ ok: false, error: { code: 'UnsupportedChallenge' } });
});

test('leads an unconfirmed user over the code into the session', async () => {
  const { cognito, flow } = await setUpFlow({ confirmed: false });

  await flow.signIn(JANE);
  const step = stepOf(flow, 'confirmSignUp');
  const result = await step.submit('123456');

  expect(step).toMatchObject({
    username: 'jane@example.com',
    delivery: { destination: 'j***@e***' },
  });
  expect(cognito.count('ResendConfirmationCode')).toBe(1);
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
});

test('opens the code step even if no code can be sent now', async () => {
  const { cognito, flow } = await setUpFlow({ confirmed: false });
  cognito.refuseNext('ResendConfirmationCode', 'LimitExceededException');

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({ ok: false, error: { code: 'LimitExceededException' } });
  expect(flow.getSnapshot().error?.code).toBe('LimitExceededException');
  expect(await stepOf(flow, 'confirmSignUp').submit('123456')).toMatchObject({ ok: true });
});

test('comes back to the form when the sign-in after confirming is refused', async () => {
  const { cognito, flow } = await setUpFlow({ confirmed: false });
  await flow.signIn(JANE);
  cognito.refuseNext('InitiateAuth', 'TooManyRequestsException');

  const result = await stepOf(flow, 'confirmSignUp').submit('123456');

  expect(result).toMatchObject({ ok: false, error: { code: 'TooManyRequestsException' } });
  expect(flow.getSnapshot()).toMatchObject({ step: { name: 'form' }, pending: false });
});

test('leads a user whose password was reset to the reset', async () => {
  const { cognito, flow } = await setUpFlow();
  cognito.refuseNext('RespondToAuthChallenge', 'PasswordResetRequiredException');

  const result = await flow.signIn(JANE);

  expect(result).toEqual({ ok: true, data: { name: 'resetPassword', username: JANE.username } });
});

test('sends once when it is started twice with the same input', async () => {
  const { cognito, flow } = await setUpFlow();

  const [first, second] = [flow.signIn(JANE), flow.signIn({ ...JANE })];

  expect(second).toBe(first);
  expect(await first).toMatchObject({ ok: true });
  expect(cognito.count('InitiateAuth')).toBe(1);
});

test('keeps the newer result when two sign-ins overlap, and gives the older tokens back', async () => {
  const { cognito, client, flow } = await setUpFlow();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  const held = cognito.hold('RespondToAuthChallenge');
  const first = flow.signIn(JANE);
  await held.arrived;

  const second = flow.signIn({ username: 'joe@example.com', password: PASSWORD });
  held.release();
  const results = await Promise.all([first, second]);

  expect(results[0]).toMatchObject({ ok: false, error: { code: 'Superseded' } });
  expect(results[1]).toMatchObject({ ok: true, data: { user: { email: 'joe@example.com' } } });
  expect(client.getState()).toMatchObject({ user: { email: 'joe@example.com' } });
  expect(flow.getSnapshot()).toMatchObject({ step: { name: 'done' }, error: null, pending: false });
  await expect.poll(() => cognito.count('RevokeToken')).toBe(1);
  expect([...cognito.pool.refreshTokens.values()].map((user) => user.username)).toEqual([
    'joe@example.com',
  ]);
});

test('returns the same promise while an answer is under way', async () => {
  const { cognito, flow } = await setUpFlow({ next: 'SOFTWARE_TOKEN_MFA' });
  await flow.signIn(JANE);
  const step = stepOf(flow, 'totpCode');

  const [first, second] = [step.submit('123456'), step.submit('123456')];

  expect(second).toBe(first);
  expect(flow.getSnapshot().pending).toBe(true);
  await first;
  expect(cognito.count('RespondToAuthChallenge')).toBe(2);
});

test('fails an action of a step that the flow has left, and sends nothing', async () => {
  const { cognito, flow } = await setUpFlow({ next: 'SOFTWARE_TOKEN_MFA' });
  await flow.signIn(JANE);
  const step = stepOf(flow, 'totpCode');
  flow.reset();

  const result = await step.submit('123456');

  expect(result).toMatchObject({ ok: false, error: { code: 'StaleStep' } });
  expect(flow.getSnapshot()).toMatchObject({ step: { name: 'form' }, error: null });
  expect(cognito.count('RespondToAuthChallenge')).toBe(1);
});

test('is one flow a client', async () => {
  const { client, createClient } = await setUp();

  expect(signInFlow(client)).toBe(signInFlow(client));
  expect(signInFlow(client)).not.toBe(signInFlow(createClient()));
});

test('stays where a listener to its session has put it', async () => {
  const { client, flow } = await setUpFlow();
  client.on('signedIn', () => flow.reset());

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(flow.getSnapshot()).toMatchObject({ step: { name: 'form' }, pending: false });
});

test('revokes the session that a sign-in takes the place of', async () => {
  const { cognito, flow } = await setUpFlow();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  await flow.signIn(JANE);

  await flow.signIn({ username: 'joe@example.com', password: PASSWORD });

  await expect.poll(() => cognito.pool.refreshTokens.size).toBe(1);
  expect([...cognito.pool.refreshTokens.values()][0]?.username).toBe('joe@example.com');
});

test('starts over when another user has signed in elsewhere', async () => {
  const { cognito, createClient, client, flow } = await setUpFlow();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  await flow.signIn(JANE);

  await signInFlow(createClient()).signIn({ username: 'joe@example.com', password: PASSWORD });
  await client.getTokens();

  expect(flow.getSnapshot().step).toEqual({ name: 'form' });
  expect(client.getState()).toMatchObject({ user: { email: 'joe@example.com' } });
});

test('starts over after the session that it made has ended', async () => {
  const { client, flow } = await setUpFlow();
  await flow.signIn(JANE);

  await signOut(internalsOf(client));

  expect(flow.getSnapshot().step).toEqual({ name: 'form' });
});
