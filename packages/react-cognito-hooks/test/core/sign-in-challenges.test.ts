import { expect, test } from 'vitest';
import { signInFlow } from '../../src/core/sign-in-flow';
import { PASSWORD, setUp } from '../support/set-up';
import { stepOf } from '../support/step-of';

const username = 'jane@example.com';
const JANE = { username, password: PASSWORD };
const METADATA = { locale: 'de' };
const SENT = {
  CODE_DELIVERY_DESTINATION: 'j***@e***',
  CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
};

/** A challenge as Cognito asks it. */
const challenge = (name: string, parameters: Record<string, string> = {}) => ({
  ChallengeName: name,
  ChallengeParameters: parameters,
  Session: `${name} session`,
});

const SELECT_MFA = challenge('SELECT_MFA_TYPE', {
  MFAS_CAN_CHOOSE: '["SOFTWARE_TOKEN_MFA","EMAIL_OTP","CARRIER_PIGEON"]',
});
const SELECT_FACTOR = {
  ...challenge('SELECT_CHALLENGE'),
  AvailableChallenges: ['EMAIL_OTP', 'WEB_AUTHN', 'PASSWORD_SRP', 'SMS_OTP', 'PASSWORD'],
};
const EMAIL_CODE = challenge('EMAIL_OTP', SENT);
const setUpMfa = (...kinds: string[]) =>
  challenge('MFA_SETUP', { MFAS_CAN_SETUP: JSON.stringify(kinds) });

/** A sign-in of a user, with a pool that answers as it is told. */
async function setUpSignIn() {
  const { cognito, client } = await setUp();
  const user = cognito.pool.addUser(JANE);
  const tell = (operation: string) => (answers: object[]) => {
    for (const answer of answers) cognito.answerNext(operation, answer);
  };
  return {
    cognito,
    client,
    flow: signInFlow(client),
    tokens: { AuthenticationResult: cognito.pool.issue(user) },
    onStart: (...answers: object[]) => tell('InitiateAuth')(answers),
    onAnswer: (...answers: object[]) => tell('RespondToAuthChallenge')(answers),
    /** What challenges were answered with. */
    answers: () =>
      cognito.calls
        .filter(({ operation }) => operation === 'RespondToAuthChallenge')
        .map(({ input }) => input),
  };
}

test('lets a user of several second factors choose one', async () => {
  const { flow, tokens, onStart, onAnswer, answers } = await setUpSignIn();
  onStart(SELECT_MFA);
  onAnswer(EMAIL_CODE, tokens);

  await flow.signIn({ ...JANE, clientMetadata: METADATA });
  const step = stepOf(flow, 'selectMfa');
  await step.submit('EMAIL_OTP');
  const result = await stepOf(flow, 'emailCode').submit('123456');

  expect(step.options).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(answers()).toEqual([
    {
      ClientId: 'client-id',
      ChallengeName: 'SELECT_MFA_TYPE',
      Session: 'SELECT_MFA_TYPE session',
      ChallengeResponses: { USERNAME: username, ANSWER: 'EMAIL_OTP' },
      ClientMetadata: METADATA,
    },
    {
      ClientId: 'client-id',
      ChallengeName: 'EMAIL_OTP',
      Session: 'EMAIL_OTP session',
      ChallengeResponses: { USERNAME: username, EMAIL_OTP_CODE: '123456' },
      ClientMetadata: METADATA,
    },
  ]);
});

test('knows the password that a chosen factor proved, once the account is confirmed', async () => {
  const { cognito, flow, tokens, onStart } = await setUpSignIn();
  onStart(SELECT_FACTOR, tokens);
  cognito.refuseNext('RespondToAuthChallenge', 'UserNotConfirmedException');
  cognito.answerNext('ResendConfirmationCode', {});
  cognito.answerNext('ConfirmSignUp', {});
  await flow.signIn({ username }, { flow: 'USER_AUTH' });
  await stepOf(flow, 'selectFactor').submit('PASSWORD');
  await stepOf(flow, 'password').submit(PASSWORD);

  const result = await stepOf(flow, 'confirmSignUp').submit('123456');

  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('InitiateAuth').AuthParameters).toMatchObject({
    PREFERRED_CHALLENGE: 'PASSWORD_SRP',
  });
});

test('makes the same choices again when another code is asked for', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  onStart(SELECT_MFA, SELECT_MFA);
  onAnswer(EMAIL_CODE, { ...EMAIL_CODE, Session: 'newer session' }, tokens);
  await flow.signIn(JANE);
  await stepOf(flow, 'selectMfa').submit('EMAIL_OTP');
  const step = stepOf(flow, 'emailCode');

  const sent = await step.resend();
  const result = await step.submit('123456');

  expect(sent).toMatchObject({ ok: true, data: { destination: 'j***@e***' } });
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('RespondToAuthChallenge').Session).toBe('newer session');
});

test('sends another code for the new password, once there is one', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  onStart(challenge('NEW_PASSWORD_REQUIRED', { requiredAttributes: '[]' }));
  onAnswer(EMAIL_CODE);
  await flow.signIn({ ...JANE, password: 'Temporary123!' });
  await stepOf(flow, 'newPassword').submit(PASSWORD);
  for (const user of cognito.pool.users.values()) user.next = 'EMAIL_OTP';

  const sent = await stepOf(flow, 'emailCode').resend();
  onAnswer(tokens);
  const result = await stepOf(flow, 'emailCode').submit('123456');

  expect(sent.ok).toBe(true);
  expect(result.ok).toBe(true);
});

test('sets up the only second factor, an authenticator app', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  onStart(setUpMfa('SMS_MFA', 'SOFTWARE_TOKEN_MFA'));
  cognito.answerNext('AssociateSoftwareToken', { SecretCode: 'JBSWY3DP', Session: 'associated' });
  cognito.refuseNext('VerifySoftwareToken', 'EnableSoftwareTokenMFAException');
  cognito.answerNext('VerifySoftwareToken', { Status: 'SUCCESS', Session: 'verified' });
  onAnswer(tokens);

  await flow.signIn(JANE);
  const step = stepOf(flow, 'totpSetup');
  const refused = await step.submit('000000');
  const result = await step.submit('123456');

  expect(step).toMatchObject({
    secret: 'JBSWY3DP',
    uri: 'otpauth://totp/localhost:jane%40example.com?secret=JBSWY3DP&issuer=localhost',
  });
  expect(refused).toMatchObject({ ok: false, error: { field: 'code' } });
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('AssociateSoftwareToken')).toEqual({ Session: 'MFA_SETUP session' });
  expect(cognito.lastInput('VerifySoftwareToken')).toEqual({
    Session: 'associated',
    UserCode: '123456',
  });
  expect(cognito.lastInput('RespondToAuthChallenge')).toMatchObject({
    ChallengeName: 'MFA_SETUP',
    Session: 'verified',
    ChallengeResponses: { USERNAME: username },
  });
});

test('ends a set-up whose code was right, when only the end was missed', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  onStart(setUpMfa('SOFTWARE_TOKEN_MFA'));
  cognito.answerNext('AssociateSoftwareToken', { SecretCode: 'JBSWY3DP' });
  cognito.answerNext('VerifySoftwareToken', { Session: 'verified' });
  cognito.refuseNext('RespondToAuthChallenge', 'InternalErrorException');
  onAnswer(tokens);
  await flow.signIn(JANE);
  const step = stepOf(flow, 'totpSetup');

  const missed = await step.submit('123456');
  const result = await step.submit('654321');

  expect(missed).toMatchObject({ ok: false, error: { retryable: true } });
  expect(result.ok).toBe(true);
  expect(cognito.count('VerifySoftwareToken')).toBe(1);
});

test('lets the user choose which second factor to set up, and sets up an e-mail address', async () => {
  const { flow, tokens, onStart, onAnswer, answers } = await setUpSignIn();
  onStart(setUpMfa('SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'));
  onAnswer(EMAIL_CODE, tokens);

  await flow.signIn(JANE);
  const step = stepOf(flow, 'selectMfaSetup');
  await step.submit('EMAIL_OTP');
  await stepOf(flow, 'emailSetup').submit('jane@example.org');
  const result = await stepOf(flow, 'emailCode').submit('123456');

  expect(step.options).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(answers()[0]).toMatchObject({
    ChallengeName: 'MFA_SETUP',
    Session: 'MFA_SETUP session',
    ChallengeResponses: { USERNAME: username, EMAIL: 'jane@example.org' },
  });
});

test('fails to set up a second factor that is none of the options', async () => {
  const { flow, onStart } = await setUpSignIn();
  onStart(setUpMfa('SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'));
  await flow.signIn(JANE);

  const result = await stepOf(flow, 'selectMfaSetup').submit('SMS_MFA');

  expect(result).toMatchObject({ ok: false, error: { code: 'InvalidParameterException' } });
});

test.each([
  ['a set-up of SMS', setUpMfa('SMS_MFA'), 'SMS_MFA'],
  ['a set-up of nothing', challenge('MFA_SETUP'), 'no second factor'],
  [
    'a choice of what has no step',
    { ...challenge('SELECT_CHALLENGE'), AvailableChallenges: ['UNHEARD_OF'] },
    'UNHEARD_OF',
  ],
  ['a choice of nothing', challenge('SELECT_CHALLENGE'), "''"],
])('fails loudly on %s', async (_, asked, named) => {
  const { flow, onStart } = await setUpSignIn();
  onStart(asked);

  const result = await flow.signIn(JANE);

  expect(result).toMatchObject({ ok: false, error: { code: 'UnsupportedChallenge' } });
  expect(flow.getSnapshot().error?.message).toContain(named);
});

test.each(['EMAIL_OTP', 'SMS_OTP'] as const)('signs in by the chosen %s', async (factor) => {
  const { cognito, flow, tokens, onStart, onAnswer, answers } = await setUpSignIn();
  onStart(SELECT_FACTOR);
  onAnswer(challenge(factor, SENT), tokens);

  await flow.signIn({ username, clientMetadata: METADATA }, { flow: 'USER_AUTH' });
  const step = stepOf(flow, 'selectFactor');
  await step.submit(factor);
  const result = await stepOf(flow, factor === 'SMS_OTP' ? 'smsCode' : 'emailCode').submit(
    '12345678',
  );

  expect(step.options).toEqual(SELECT_FACTOR.AvailableChallenges);
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('InitiateAuth')).toEqual({
    ClientId: 'client-id',
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: username },
    ClientMetadata: METADATA,
  });
  expect(answers()).toMatchObject([
    { ChallengeName: 'SELECT_CHALLENGE', ChallengeResponses: { ANSWER: factor } },
    { ChallengeName: factor, ChallengeResponses: { [`${factor}_CODE`]: '12345678' } },
  ]);
});

test('signs in by the chosen password, without sending it', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  onStart(SELECT_FACTOR);
  await flow.signIn({ username }, { flow: 'USER_AUTH' });
  await stepOf(flow, 'selectFactor').submit('PASSWORD_SRP');
  cognito.answerNext(
    'RespondToAuthChallenge',
    challenge('PASSWORD_VERIFIER', {
      ...{ USER_ID_FOR_SRP: 'jane', SALT: 'a1', SRP_B: 'b2', SECRET_BLOCK: 'c3c3' },
    }),
  );
  onAnswer(tokens);

  const result = await stepOf(flow, 'password').submit(PASSWORD);

  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('RespondToAuthChallenge')).toMatchObject({
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: { USERNAME: 'jane', PASSWORD_CLAIM_SECRET_BLOCK: 'c3c3' },
  });
  expect(JSON.stringify(cognito.calls)).not.toContain(PASSWORD);
});

test('sends a password that is chosen to be sent, and stays on the step when it is wrong', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  onStart(SELECT_FACTOR);
  await flow.signIn({ username }, { flow: 'USER_AUTH' });
  await stepOf(flow, 'selectFactor').submit('PASSWORD');
  cognito.refuseNext('RespondToAuthChallenge', 'NotAuthorizedException');
  onAnswer(tokens);

  const refused = await stepOf(flow, 'password').submit('Wrong123!');
  const result = await stepOf(flow, 'password').submit(PASSWORD);

  expect(refused).toMatchObject({ ok: false, error: { code: 'NotAuthorizedException' } });
  expect(result.ok).toBe(true);
  expect(cognito.lastInput('RespondToAuthChallenge').ChallengeResponses).toEqual({
    ...{ USERNAME: username, ANSWER: 'PASSWORD', PASSWORD },
  });
});

test('answers the challenges that functions of the pool make, one after the other', async () => {
  const { cognito, flow, tokens, onStart, onAnswer } = await setUpSignIn();
  const ask = (hint: string) => challenge('CUSTOM_CHALLENGE', { USERNAME: 'jane', hint });
  onStart(ask('a fish'));
  onAnswer(ask('a bird'), tokens);

  await flow.signIn({ username }, { flow: 'CUSTOM_AUTH' });
  const first = stepOf(flow, 'custom');
  await first.submit('swordfish');
  const second = stepOf(flow, 'custom');
  const result = await second.submit('duck');

  expect([first.params, second.params]).toEqual([{ hint: 'a fish' }, { hint: 'a bird' }]);
  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(await first.submit('late')).toMatchObject({ ok: false, error: { code: 'StaleStep' } });
  expect(cognito.lastInput('RespondToAuthChallenge').ChallengeResponses).toEqual({
    USERNAME: 'jane',
    ANSWER: 'duck',
  });
});

test.each([
  ['USER_AUTH', { PREFERRED_CHALLENGE: 'PASSWORD_SRP' }],
  ['CUSTOM_AUTH', { CHALLENGE_NAME: 'SRP_A' }],
  ['USER_SRP_AUTH', {}],
] as const)('proves a given password by the flow %s', async (name, parameters) => {
  const { cognito, flow } = await setUpSignIn();

  const result = await flow.signIn(JANE, { flow: name });

  expect(result).toMatchObject({ ok: true, data: { name: 'done' } });
  expect(cognito.lastInput('InitiateAuth')).toMatchObject({
    AuthFlow: name,
    AuthParameters: { USERNAME: username, SRP_A: expect.any(String), ...parameters },
  });
  expect(JSON.stringify(cognito.calls)).not.toContain(PASSWORD);
});

test('sends a password by the flow that is for it', async () => {
  const { cognito, flow, tokens, onStart } = await setUpSignIn();
  onStart(tokens);
  await flow.signIn({ username }, { flow: 'USER_PASSWORD_AUTH' });

  await stepOf(flow, 'password').submit(PASSWORD);

  expect(flow.getSnapshot().step.name).toBe('done');
  expect(cognito.lastInput('InitiateAuth')).toMatchObject({
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD },
  });
});
