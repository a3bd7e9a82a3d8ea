import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { describe, expect, test } from 'vitest';
import { createSrpClient } from '../passwords/srp-client';
import {
  CLIENT_ID,
  claimsOf,
  createFixture,
  EMAIL,
  type Fixture,
  PASSWORD,
  POOL_ID,
} from '../user-pool-fixture';

describe('a confirmed user', () => {
  test('signs in by SRP and gets the tokens of AWS', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const tokens = await pool.signIn();

    const { sub } = claimsOf(tokens.AccessToken);
    const common = {
      sub,
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
      auth_time: 1_788_591_901,
      iat: 1_788_591_901,
      exp: 1_788_595_501,
      jti: expect.any(String),
      origin_jti: expect.any(String),
      event_id: expect.any(String),
    };
    expect(claimsOf(tokens.IdToken)).toEqual({
      ...common,
      aud: CLIENT_ID,
      token_use: 'id',
      'cognito:username': sub,
      email: EMAIL,
      email_verified: true,
    });
    expect(claimsOf(tokens.AccessToken)).toEqual({
      ...common,
      client_id: CLIENT_ID,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: sub,
    });
    expect(tokens).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
  });

  test('has tokens that aws-jwt-verify accepts by the published keys', async () => {
    const pool = createFixture();
    pool.clock.advance(Date.now() - pool.clock.now());
    await pool.confirmedUser();
    const { AccessToken, IdToken } = await pool.signIn();
    const keys = await pool.userPools.jwks(POOL_ID);

    const settings = { userPoolId: POOL_ID, clientId: CLIENT_ID } as const;
    const forIds = CognitoJwtVerifier.create({ ...settings, tokenUse: 'id' });
    const forAccess = CognitoJwtVerifier.create({ ...settings, tokenUse: 'access' });
    forIds.cacheJwks({ keys: [...(keys?.keys ?? [])] });
    forAccess.cacheJwks({ keys: [...(keys?.keys ?? [])] });

    expect(await forIds.verify(IdToken)).toMatchObject({ email: EMAIL });
    expect(await forAccess.verify(AccessToken)).toMatchObject({ token_use: 'access' });
    await expect(forIds.verify(AccessToken)).rejects.toThrow();
  });

  test('fails with the wrong password', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const attempt = pool.answer(EMAIL, `${PASSWORD}x`);

    await expect(attempt).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
      status: 400,
    });
  });
});

describe('a password', () => {
  const refused = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };

  test('is evaluated five times when 1,000 wrong ones come at the same time', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const parameters = await Promise.all(
      Array.from({ length: 1_000 }, () => pool.challenge(EMAIL)),
    );

    const answers = await Promise.allSettled(parameters.map((given) => guess(pool, given)));

    const messages = answers.map((answer) => answer.status === 'rejected' && answer.reason.message);
    expect(messages.filter((message) => message === refused.message)).toHaveLength(5);
    expect(messages.filter((message) => message === 'Password attempts exceeded')).toHaveLength(
      995,
    );
    await expect(pool.answer(EMAIL, PASSWORD)).rejects.toThrow('Password attempts exceeded');
  });

  test('is locked for 1 s after five failures, then twice as long each time, up to 15 min', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const fail = async () => {
      await expect(guess(pool, await pool.challenge(EMAIL))).rejects.toMatchObject(refused);
    };
    for (let failure = 1; failure <= 4; failure++) await fail();

    for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      await fail();
      pool.clock.advance(seconds * 1000 - 1);
      await expect(pool.signIn()).rejects.toThrow('Password attempts exceeded');
      pool.clock.advance(1);
    }

    await expect(pool.signIn()).resolves.toHaveProperty('AccessToken');
  });

  test('has five free attempts again after a right one', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const fail = async () => guess(pool, await pool.challenge(EMAIL)).catch(() => undefined);
    for (let failure = 1; failure <= 4; failure++) await fail();
    await pool.signIn();

    for (let failure = 1; failure <= 4; failure++) await fail();

    await expect(pool.signIn()).resolves.toHaveProperty('AccessToken');
  });

  test('is locked just as well for a name that nobody has', async () => {
    const pool = createFixture();
    for (let failure = 1; failure <= 5; failure++) {
      await guess(pool, await pool.challenge('nobody@example.com')).catch(() => undefined);
    }

    const attempt = guess(pool, await pool.challenge('nobody@example.com'));

    await expect(attempt).rejects.toThrow('Password attempts exceeded');
  });
});

describe('a name that nobody has', () => {
  test('gets a challenge of the same shape, with the same salt and user id each time', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const real = await pool.challenge(EMAIL);
    const first = await pool.challenge('nobody@example.com');
    const second = await pool.challenge('NOBODY@example.com');

    expect(Object.keys(first)).toEqual(Object.keys(real));
    expect(first.SALT).toHaveLength(real.SALT?.length ?? 0);
    expect(first.SECRET_BLOCK).toHaveLength(real.SECRET_BLOCK?.length ?? 0);
    expect(first.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(second).toMatchObject({ SALT: first.SALT, USER_ID_FOR_SRP: first.USER_ID_FOR_SRP });
    expect(second.SRP_B).not.toBe(first.SRP_B);
  });

  test('has another salt in another store', async () => {
    const first = await createFixture().challenge('nobody@example.com');
    const second = await createFixture().challenge('nobody@example.com');

    expect(second.SALT).not.toBe(first.SALT);
  });

  test('fails as a wrong password does', async () => {
    const pool = createFixture();

    await expect(pool.answer('nobody@example.com', PASSWORD)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });
});

describe('a challenge', () => {
  test('is good for one answer', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { srp, parameters } = await begin(pool);
    const answer = srp.respond(POOL_ID, parameters, PASSWORD);
    await respond(pool, answer);

    await expect(respond(pool, answer)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Invalid session for the user, session is expired.',
    });
  });

  test('is good for three minutes', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { srp, parameters } = await begin(pool);
    pool.clock.advance(180_000);

    await expect(respond(pool, srp.respond(POOL_ID, parameters, PASSWORD))).rejects.toThrow(
      'session is expired',
    );
  });

  test('fails for the client that did not ask for it', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const other = pool.userPools.clients()[0];
    if (other !== undefined) pool.userPools.addClient({ ...other, id: 'other' });
    const { srp, parameters } = await begin(pool);

    const attempt = pool.call('RespondToAuthChallenge', {
      ClientId: 'other',
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: srp.respond(POOL_ID, parameters, PASSWORD),
    });

    await expect(attempt).rejects.toThrow('session is expired');
  });

  test('fails with the old password when it was changed since', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { srp, parameters } = await begin(pool);
    const change = { Username: EMAIL, Password: 'Changed1!', Permanent: true };
    await pool.admin('AdminSetUserPassword', change);

    await expect(respond(pool, srp.respond(POOL_ID, parameters, PASSWORD))).rejects.toThrow(
      'Incorrect username or password.',
    );
  });

  test('takes the name of the first call in any case', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { srp, parameters } = await begin(pool);
    const answer = srp.respond(POOL_ID, parameters, PASSWORD);

    const signedIn = respond(pool, { ...answer, USERNAME: EMAIL.toUpperCase() });

    await expect(signedIn).resolves.toHaveProperty('AuthenticationResult');
  });

  test('fails under the name of another user', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { srp, parameters } = await begin(pool);
    const answer = srp.respond(POOL_ID, parameters, PASSWORD);

    await expect(respond(pool, { ...answer, USERNAME: 'other@example.com' })).rejects.toThrow(
      'Incorrect username or password.',
    );
  });

  test.each([
    ['without a signature', { PASSWORD_CLAIM_SIGNATURE: '' }, /Missing required parameter/],
    ['with a malformed time', { TIMESTAMP: 'now' }, /^TIMESTAMP format should be EEE MMM d/],
    ['with a padded day', { TIMESTAMP: 'Tue Sep 05 07:05:02 UTC 2026' }, /^Incorrect username/],
    ['with a signature of no bytes', { PASSWORD_CLAIM_SIGNATURE: '=' }, /^Incorrect username/],
  ])('fails %s', async (_what, change, message) => {
    const pool = createFixture();
    await pool.confirmedUser();
    const { srp, parameters } = await begin(pool);
    const answer = srp.respond(POOL_ID, parameters, PASSWORD);

    await expect(respond(pool, { ...answer, ...change })).rejects.toThrow(message);
  });
});

describe('a right password', () => {
  test('fails for a user who is not confirmed', async () => {
    const pool = createFixture();
    await pool.signUp();

    await expect(pool.signIn()).rejects.toMatchObject({
      code: 'UserNotConfirmedException',
      message: 'User is not confirmed.',
    });
    await expect(pool.answer(EMAIL, 'wrong')).rejects.toThrow('Incorrect username or password.');
  });

  test('fails for a user who is disabled', async () => {
    const pool = createFixture();
    await pool.confirmedUser();
    await pool.admin('AdminDisableUser', { Username: EMAIL });

    await expect(pool.signIn()).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'User is disabled.',
    });
  });
});

describe('a temporary password', () => {
  const TEMPORARY = 'Temporary1!';

  async function invited(): Promise<Fixture> {
    const pool = createFixture();
    await pool.admin('AdminCreateUser', { Username: EMAIL, TemporaryPassword: TEMPORARY });
    return pool;
  }

  function setPassword(pool: Fixture, session: unknown, password: string, more = {}) {
    return pool.client('RespondToAuthChallenge', {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: session,
      ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: password, ...more },
    });
  }

  test('leads to a new one, which signs in', async () => {
    const pool = await invited();

    const challenge = await pool.answer(EMAIL, TEMPORARY);
    const answer = await setPassword(pool, challenge.Session, PASSWORD, {
      'userAttributes.name': 'Fixture',
    });

    expect(challenge).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: {
        requiredAttributes: '[]',
        userAttributes: JSON.stringify({ email: EMAIL }),
      },
    });
    expect(answer).toHaveProperty('AuthenticationResult.RefreshToken');
    expect(pool.userPools.describeUsers()).toMatchObject([
      { status: 'CONFIRMED', attributes: { name: 'Fixture' } },
    ]);
    await expect(pool.signIn()).resolves.toHaveProperty('IdToken');
  });

  test('can be replaced again when the new one was too weak, and once only', async () => {
    const pool = await invited();
    const { Session } = await pool.answer(EMAIL, TEMPORARY);

    await expect(setPassword(pool, Session, 'weak')).rejects.toMatchObject({
      code: 'InvalidPasswordException',
    });
    await setPassword(pool, Session, PASSWORD);

    await expect(setPassword(pool, Session, `${PASSWORD}2`)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Invalid session for the user, session is expired.',
    });
  });

  test('fails with an attribute that the client may not write', async () => {
    const pool = await invited();
    const { Session } = await pool.answer(EMAIL, TEMPORARY);

    const attempt = setPassword(pool, Session, PASSWORD, {
      'userAttributes.email_verified': 'true',
    });

    await expect(attempt).rejects.toThrow('A client attempted to write unauthorized attribute');
  });

  test('does not let the user keep a proof for another address', async () => {
    const pool = createFixture();
    await pool.admin('AdminCreateUser', {
      Username: EMAIL,
      TemporaryPassword: TEMPORARY,
      UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
    });
    const { Session } = await pool.answer(EMAIL, TEMPORARY);

    await setPassword(pool, Session, PASSWORD, { 'userAttributes.email': 'new@example.com' });

    expect(pool.userPools.describeUsers()).toMatchObject([
      { attributes: { email: 'new@example.com', email_verified: 'false' } },
    ]);
  });

  test('fails with the address of another user', async () => {
    const pool = await invited();
    await pool.signUp('other@example.com', {});
    const { Session } = await pool.answer(EMAIL, TEMPORARY);

    const attempt = setPassword(pool, Session, PASSWORD, {
      'userAttributes.email': 'other@example.com',
    });

    await expect(attempt).rejects.toMatchObject({ code: 'AliasExistsException' });
  });

  test('fails after seven days', async () => {
    const pool = await invited();
    pool.clock.advance(7 * 86_400_000);

    await expect(pool.answer(EMAIL, TEMPORARY)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Temporary password has expired and must be reset by an administrator.',
    });
  });
});

async function begin(pool: Fixture) {
  const srp = createSrpClient();
  const { ChallengeParameters } = await pool.client('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: EMAIL, SRP_A: srp.publicValue },
  });
  return { srp, parameters: ChallengeParameters as Record<string, string> };
}

function respond(pool: Fixture, responses: Record<string, string>) {
  return pool.client('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: responses,
  });
}

/** Answers with a signature that no password gives. */
function guess(pool: Fixture, { USER_ID_FOR_SRP = '', SECRET_BLOCK = '' }: Record<string, string>) {
  return respond(pool, {
    USERNAME: USER_ID_FOR_SRP,
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: Buffer.alloc(32).toString('base64'),
    TIMESTAMP: 'Tue Sep 5 07:05:01 UTC 2026',
  });
}
