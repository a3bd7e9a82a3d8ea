import { describe, expect, test } from 'vitest';
import { createSrpClient } from '../passwords/srp-client';
import {
  createFixture,
  EMAIL,
  type Fixture,
  type FixtureOptions,
  PASSWORD,
  POOL_ID,
  type TriggerEvent,
} from '../user-pool-fixture';

const TRIGGERS = {
  DefineAuthChallenge: 'arn:define',
  CreateAuthChallenge: 'arn:create',
  VerifyAuthChallengeResponse: 'arn:verify',
};
const METADATA = { tenant: 'a' };
const INCORRECT = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };

interface Answered {
  readonly challengeName: string;
  readonly challengeResult: boolean;
}

/** Functions of a pool that asks for a word, three times at most. */
function respond({ triggerSource, request }: TriggerEvent): Record<string, unknown> {
  const session = (request.session ?? []) as readonly Answered[];
  const last = session.at(-1);
  switch (triggerSource) {
    case 'DefineAuthChallenge_Authentication':
      if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' };
      if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) {
        return { issueTokens: true, failAuthentication: false };
      }
      return session.length < 3
        ? { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false }
        : { issueTokens: false, failAuthentication: true };
    case 'CreateAuthChallenge_Authentication':
      return {
        publicChallengeParameters: { hint: 'a word' },
        privateChallengeParameters: { word: 'swordfish' },
        challengeMetadata: `attempt ${session.length + 1}`,
      };
    default: {
      const { word } = Object(request.privateChallengeParameters);
      return { answerCorrect: word === request.challengeAnswer };
    }
  }
}

function create(options: FixtureOptions = {}): Fixture {
  return createFixture({
    invoke: (event) => ({ outcome: 'answered', payload: { ...event, response: respond(event) } }),
    ...options,
    pool: { triggers: TRIGGERS, ...options.pool },
    client: { authFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH'], ...options.client },
  });
}

function start(pool: Fixture, parameters: Record<string, string> = {}) {
  return pool.client('InitiateAuth', {
    AuthFlow: 'CUSTOM_AUTH',
    AuthParameters: { USERNAME: EMAIL, ...parameters },
    ClientMetadata: METADATA,
  });
}

function answer(pool: Fixture, { Session }: Record<string, unknown>, ANSWER: string) {
  return pool.client('RespondToAuthChallenge', {
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session,
    ChallengeResponses: { USERNAME: EMAIL, ANSWER },
    ClientMetadata: METADATA,
  });
}

describe('CUSTOM_AUTH', () => {
  test('asks what the functions create, and issues tokens when they say so', async () => {
    const pool = create();
    await pool.confirmedUser();

    const challenge = await start(pool);
    const result = await answer(pool, challenge, 'swordfish');

    const [user] = pool.userPools.describeUsers();
    expect(challenge).toEqual({
      ChallengeName: 'CUSTOM_CHALLENGE',
      ChallengeParameters: { hint: 'a word', USERNAME: user?.username },
      Session: expect.any(String),
    });
    expect(result.AuthenticationResult).toHaveProperty('RefreshToken');
  });

  test('tells the functions what AWS tells them', async () => {
    const pool = create();
    await pool.confirmedUser();

    await answer(pool, await start(pool), 'swordfish');

    const [user] = pool.userPools.describeUsers();
    const common = { userAttributes: user?.attributes, userNotFound: false };
    const first = {
      challengeName: 'CUSTOM_CHALLENGE',
      challengeResult: true,
      challengeMetadata: 'attempt 1',
    };
    expect(
      pool.invocations.map(({ event: { triggerSource, request, response } }) => ({
        triggerSource,
        request,
        response,
      })),
    ).toEqual([
      {
        triggerSource: 'DefineAuthChallenge_Authentication',
        request: { ...common, session: [], clientMetadata: {} },
        response: { challengeName: null, issueTokens: null, failAuthentication: null },
      },
      {
        triggerSource: 'CreateAuthChallenge_Authentication',
        request: {
          ...common,
          challengeName: 'CUSTOM_CHALLENGE',
          session: [],
          clientMetadata: {},
        },
        response: {
          publicChallengeParameters: null,
          privateChallengeParameters: null,
          challengeMetadata: null,
        },
      },
      {
        triggerSource: 'VerifyAuthChallengeResponse_Authentication',
        request: {
          ...common,
          privateChallengeParameters: { word: 'swordfish' },
          challengeAnswer: 'swordfish',
          clientMetadata: METADATA,
        },
        response: { answerCorrect: null },
      },
      {
        triggerSource: 'DefineAuthChallenge_Authentication',
        request: { ...common, session: [first], clientMetadata: METADATA },
        response: { challengeName: null, issueTokens: null, failAuthentication: null },
      },
    ]);
  });

  test('takes as many wrong answers as the functions allow', async () => {
    const pool = create();
    await pool.confirmedUser();

    const second = await answer(pool, await start(pool), 'wrong');
    const third = await answer(pool, second, 'wrong');

    expect(third.ChallengeName).toBe('CUSTOM_CHALLENGE');
    await expect(answer(pool, third, 'wrong')).rejects.toMatchObject(INCORRECT);
  });

  test('fails for a session that was answered, with whatever answer', async () => {
    const pool = create();
    await pool.confirmedUser();
    const challenge = await start(pool);
    await answer(pool, challenge, 'wrong');

    await expect(answer(pool, challenge, 'swordfish')).rejects.toMatchObject({
      message: 'Invalid session for the user, session is expired.',
    });
  });

  test('begins with the password where the client asks for it', async () => {
    const pool = create();
    await pool.confirmedUser();
    const srp = createSrpClient();
    const verify = async (password: string) => {
      const challenge = await start(pool, { CHALLENGE_NAME: 'SRP_A', SRP_A: srp.publicValue });
      const parameters = challenge.ChallengeParameters as Record<string, string>;
      return pool.client('RespondToAuthChallenge', {
        ChallengeName: challenge.ChallengeName,
        ChallengeResponses: srp.respond(POOL_ID, parameters, password),
      });
    };

    await expect(verify('Wrong1!Aa')).rejects.toMatchObject(INCORRECT);
    const challenge = await verify(PASSWORD);
    const result = await answer(pool, challenge, 'swordfish');

    expect(challenge.ChallengeName).toBe('CUSTOM_CHALLENGE');
    expect(pool.invocations.at(-1)?.event.request.session).toMatchObject([
      { challengeName: 'SRP_A', challengeResult: true },
      { challengeName: 'PASSWORD_VERIFIER', challengeResult: true },
      { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true },
    ]);
    expect(result).toHaveProperty('AuthenticationResult');
  });

  test('tells the functions, and nobody else, that a name is unknown', async () => {
    const pool = create();

    const challenge = await start(pool);

    expect(challenge.ChallengeParameters).toEqual({ hint: 'a word', USERNAME: EMAIL });
    expect(pool.invocations[0]?.event.request.userNotFound).toBe(true);
    await expect(answer(pool, challenge, 'swordfish')).rejects.toMatchObject(INCORRECT);
  });

  test('issues no tokens to a user who is not confirmed', async () => {
    const pool = create();
    await pool.signUp();

    await expect(answer(pool, await start(pool), 'swordfish')).rejects.toMatchObject({
      code: 'UserNotConfirmedException',
    });
  });

  test('asks for the second factor that the pool requires, too', async () => {
    const pool = create({ pool: { mfa: { mode: 'ON', factors: ['EMAIL_OTP'] } } });
    await pool.confirmedUser();

    expect(await answer(pool, await start(pool), 'swordfish')).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['a challenge that there is not', { challengeName: 'SOMETHING' }],
    ['a password that nobody began', { challengeName: 'PASSWORD_VERIFIER' }],
    ['nothing', {}],
    ['a text for a truth value', { issueTokens: 'true' }],
  ])('fails where the functions decide on %s', async (_, response) => {
    const invoke: FixtureOptions['invoke'] = (event) => ({
      outcome: 'answered',
      payload: { ...event, response },
    });
    const pool = create({ invoke });
    await pool.confirmedUser();

    await expect(start(pool)).rejects.toMatchObject({ code: 'InvalidLambdaResponseException' });
  });

  test('fails without the functions', async () => {
    const pool = create({ pool: { triggers: {} } });
    await pool.confirmedUser();

    await expect(start(pool)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'Custom auth lambda trigger is not configured for the user pool.',
    });
  });

  test('fails where the client does not allow it', async () => {
    const pool = create({ client: { authFlows: ['ALLOW_USER_SRP_AUTH'] } });

    await expect(start(pool)).rejects.toThrow('CUSTOM_AUTH flow not enabled for this client');
  });
});
