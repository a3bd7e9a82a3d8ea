import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CLIENT_ID, createFixture, EMAIL, PASSWORD, toList } from '../user-pool-fixture';

const PHONE = '+15555555555';

describe('SignUp', () => {
  test('sends a code to a masked e-mail address', async () => {
    const pool = createFixture();

    const answer = await pool.signUp();

    expect(answer).toEqual({
      UserConfirmed: false,
      UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      CodeDeliveryDetails: {
        Destination: 'f***@e***',
        DeliveryMedium: 'EMAIL',
        AttributeName: 'email',
      },
    });
    expect(pool.inbox.latest(EMAIL)).toMatchObject({
      channel: 'EMAIL',
      kind: 'SignUp',
      code: expect.stringMatching(/^\d{6}$/),
      text: `Your code is ${pool.code()}`,
    });
  });

  test('sends the code to the phone when there is both and the pool verifies both', async () => {
    const pool = createFixture({ pool: { autoVerifiedAttributes: ['email', 'phone_number'] } });

    const answer = await pool.signUp(EMAIL, { phone_number: PHONE });

    expect(answer.CodeDeliveryDetails).toEqual({
      Destination: '+*******5555',
      DeliveryMedium: 'SMS',
      AttributeName: 'phone_number',
    });
  });

  test('takes the sub as user name where people sign up with an address', async () => {
    const pool = createFixture();

    const { UserSub } = await pool.signUp(PHONE, {});

    expect(pool.userPools.describeUsers()).toMatchObject([
      { username: UserSub, attributes: { phone_number: PHONE, phone_number_verified: 'false' } },
    ]);
  });

  test('keeps neither password nor code', async () => {
    const pool = createFixture();
    await pool.signUp();

    const kept = ['users', 'verification-codes', 'sign-in-names'].map((name) =>
      JSON.stringify([...pool.services.store.collection(name).entries()]),
    );

    expect(kept.join()).not.toContain(PASSWORD);
    expect(kept.join()).not.toContain(`"${pool.code()}"`);
  });

  test.each([
    ['short1!', 'Password not long enough'],
    ['lower1!!', 'Password must have uppercase characters'],
    ['UPPER1!!', 'Password must have lowercase characters'],
    ['Letters!', 'Password must have numeric characters'],
    ['Letters1', 'Password must have symbol characters'],
  ])('fails for the password %s with one violation', async (password, violation) => {
    const pool = createFixture();

    const attempt = pool.client('SignUp', { Username: EMAIL, Password: password });

    await expect(attempt).rejects.toMatchObject({
      code: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${violation}`,
    });
    expect(pool.userPools.describeUsers()).toEqual([]);
  });

  test('fails for an address that is taken, in any case', async () => {
    const pool = createFixture();
    await pool.signUp();

    const attempt = pool.signUp('FIXTURE@example.com', {});

    await expect(attempt).rejects.toMatchObject({
      code: 'UsernameExistsException',
      message: 'An account with the given email already exists.',
    });
  });

  test('makes one user when two sign up with a name at the same time', async () => {
    const pool = createFixture({ pool: { triggers: { PreSignUp: 'arn:trigger' } } });

    const answers = await Promise.allSettled([pool.signUp(), pool.signUp()]);

    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pool.userPools.describeUsers()).toHaveLength(1);
  });

  test('fails where only administrators make users', async () => {
    const pool = createFixture({ pool: { selfSignUp: false } });

    await expect(pool.signUp()).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    });
  });

  test.each([
    ['a custom attribute', { 'custom:role': 'admin' }],
    ['the proof of an address', { email_verified: 'true' }],
    ['a made-up attribute', { __proto__x: 'y' }],
  ])('fails for %s that the client may not write', async (_what, attributes) => {
    const pool = createFixture();

    await expect(pool.signUp(EMAIL, attributes)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    });
  });

  test.each([
    ['no address', 'fixture', 'Username should be either an email or a phone number.'],
    ['no name', '', /^1 validation error detected: Value at 'username' failed/],
    ['a name that is too long', `${'a'.repeat(129)}`, /length less than or equal to 128$/],
  ])('fails for %s', async (_what, name, message) => {
    const pool = createFixture();

    const attempt = pool.signUp(name, {});

    await expect(attempt).rejects.toMatchObject({ code: 'InvalidParameterException' });
    await expect(attempt).rejects.toThrow(message);
  });

  test('fails for a password that is too long without showing it', async () => {
    const pool = createFixture();
    const password = 'Secret1!'.repeat(40);

    const attempt = pool.client('SignUp', { Username: EMAIL, Password: password });

    await expect(attempt).rejects.toMatchObject({ code: 'InvalidParameterException' });
    await expect(attempt).rejects.not.toThrow(/Secret1/);
  });

  test.each([
    ['email', 'no-address', 'Invalid email address format.'],
    ['phone_number', '12', 'Invalid phone number format.'],
  ])('fails for a malformed %s', async (name, value, message) => {
    const pool = createFixture({ pool: { usernameAttributes: [] } });

    await expect(pool.signUp('fixture', { [name]: value })).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message,
    });
  });

  test('fails for a user name in the form of an alias', async () => {
    const pool = createFixture({ pool: { usernameAttributes: [], aliasAttributes: ['email'] } });

    await expect(pool.signUp(EMAIL, {})).rejects.toThrow(
      'Username cannot be of email format, since user pool is configured for email alias.',
    );
  });

  test('fails for a preferred user name that is an alias, before confirmation', async () => {
    const pool = createFixture({
      pool: { usernameAttributes: [], aliasAttributes: ['preferred_username'] },
    });

    await expect(pool.signUp('fixture', { preferred_username: 'fix' })).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
  });

  test('fails without an attribute that the schema requires', async () => {
    const required = { name: 'name', type: 'String', required: true, mutable: true } as const;
    const pool = createFixture({ pool: { schema: [required], usernameAttributes: [] } });

    await expect(pool.signUp('fixture', {})).rejects.toThrow(
      'Attributes did not conform to the schema: name: The attribute is required\n',
    );
  });

  test('fails for an unknown client', async () => {
    const pool = createFixture();

    await expect(pool.call('SignUp', { ClientId: 'none' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'User pool client none does not exist.',
    });
  });

  test.each([
    [{ Username: 7 }],
    [{ UserAttributes: 'email' }],
    [{ UserAttributes: [{ Name: 7 }] }],
    [{ UserAttributes: [null] }],
  ])('fails for a member of the wrong type: %j', async (member) => {
    const pool = createFixture();
    const input = { Username: EMAIL, Password: PASSWORD, UserAttributes: toList({}), ...member };

    await expect(pool.client('SignUp', input)).rejects.toMatchObject({
      code: 'SerializationException',
    });
  });
});

describe('a client with a secret', () => {
  const signUpWith = (hash?: string) => {
    const pool = createFixture({ client: { secret: 'client-secret' } });
    return pool.client('SignUp', { Username: EMAIL, Password: PASSWORD, SecretHash: hash });
  };

  test('signs a user up with the hash of name and client id', async () => {
    const hash = createHmac('sha256', 'client-secret')
      .update(EMAIL + CLIENT_ID)
      .digest('base64');

    await expect(signUpWith(hash)).resolves.toMatchObject({ UserConfirmed: false });
  });

  test('fails without the hash, and with another one', async () => {
    await expect(signUpWith()).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: `Client ${CLIENT_ID} is configured with secret but SECRET_HASH was not received`,
    });
    await expect(signUpWith('bm90IHRoZSBoYXNo')).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: `Unable to verify secret hash for client ${CLIENT_ID}`,
    });
  });
});
