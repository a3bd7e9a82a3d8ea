import { describe, expect, test } from 'vitest';
import { createFixture, EMAIL, type FixtureOptions, toList } from '../user-pool-fixture';

const NEW_EMAIL = 'new@example.com';

async function signedIn(options: FixtureOptions = {}) {
  const pool = createFixture(options);
  await pool.confirmedUser();
  const { AccessToken } = await pool.signIn();
  const update = (attributes: Record<string, string>) =>
    pool.call('UpdateUserAttributes', { AccessToken, UserAttributes: toList(attributes) });
  const verify = (Code: string) =>
    pool.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code });
  const attributes = () => pool.userPools.describeUsers()[0]?.attributes;
  return { pool, AccessToken, update, verify, attributes };
}

describe('UpdateUserAttributes', () => {
  test('changes and deletes attributes', async () => {
    const { update, attributes } = await signedIn();

    await update({ name: 'Fixture', nickname: 'fix' });
    const answer = await update({ nickname: '' });

    expect(answer).toEqual({ CodeDeliveryDetailsList: [] });
    expect(attributes()).toMatchObject({ name: 'Fixture' });
    expect(attributes()).not.toHaveProperty('nickname');
  });

  test('takes a new address at once, unverified, and sends it a code', async () => {
    const { pool, update, verify, attributes } = await signedIn();

    const answer = await update({ email: NEW_EMAIL });

    expect(answer).toMatchObject({ CodeDeliveryDetailsList: [{ Destination: 'n***@e***' }] });
    expect(attributes()).toMatchObject({ email: NEW_EMAIL, email_verified: 'false' });
    await verify(pool.code(NEW_EMAIL));
    expect(attributes()).toMatchObject({ email: NEW_EMAIL, email_verified: 'true' });
    await expect(pool.signIn(NEW_EMAIL)).resolves.toHaveProperty('IdToken');
  });

  test('keeps the old address until the new one is proved, where the pool says so', async () => {
    const { pool, update, verify, attributes } = await signedIn({
      pool: { verifyBeforeUpdate: ['email'] },
    });

    await update({ email: NEW_EMAIL });

    expect(attributes()).toMatchObject({ email: EMAIL, email_verified: 'true' });
    await verify(pool.code(NEW_EMAIL));
    expect(attributes()).toMatchObject({ email: NEW_EMAIL, email_verified: 'true' });
  });

  test('fails for the address of another user', async () => {
    const { pool, update } = await signedIn();
    await pool.signUp(NEW_EMAIL, {});

    await expect(update({ email: NEW_EMAIL })).rejects.toMatchObject({
      code: 'AliasExistsException',
      message: 'An account with the email already exists.',
    });
  });

  test.each<Record<string, string>>([
    { email_verified: 'true' },
    { 'custom:role': 'admin' },
    { sub: 'other' },
  ])('fails for %j, which the client may not write', async (attributes) => {
    const { update } = await signedIn();

    await expect(update(attributes)).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    });
  });

  test('fails for an attribute that the schema fixes', async () => {
    const fixed = { name: 'name', type: 'String', required: false, mutable: false } as const;
    const email = { name: 'email', type: 'String', required: true, mutable: true } as const;
    const { update } = await signedIn({ pool: { schema: [fixed, email] } });
    await update({ name: 'first' });

    await expect(update({ name: 'second' })).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
  });
});

describe('DeleteUserAttributes', () => {
  test('deletes what the client may write', async () => {
    const { pool, AccessToken, update, attributes } = await signedIn();
    await update({ name: 'Fixture', nickname: 'fix' });

    await pool.call('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['nickname'] });

    expect(attributes()).toMatchObject({ name: 'Fixture' });
    expect(attributes()).not.toHaveProperty('nickname');
  });

  test('fails for what the client may not write', async () => {
    const { pool, AccessToken } = await signedIn();

    await expect(
      pool.call('DeleteUserAttributes', { AccessToken, UserAttributeNames: ['email_verified'] }),
    ).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  });
});

describe('VerifyUserAttribute', () => {
  test('fails for a code that went to an address which is gone', async () => {
    const { pool, update, verify, attributes } = await signedIn();
    await update({ email: NEW_EMAIL });
    const code = pool.code(NEW_EMAIL);
    await update({ email: 'third@example.com' });

    if (code !== pool.code('third@example.com')) {
      await expect(verify(code)).rejects.toMatchObject({ code: 'CodeMismatchException' });
    }
    expect(attributes()).toMatchObject({ email_verified: 'false' });
  });

  test('does not prove a later address by the code of an earlier one', async () => {
    const { pool, AccessToken, update, verify, attributes } = await signedIn();
    const [settings] = pool.userPools.pools();
    if (settings !== undefined) pool.userPools.add({ ...settings, autoVerifiedAttributes: [] });
    await update({ email: NEW_EMAIL });
    await pool.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });

    await update({ email: 'third@example.com' });
    await verify(pool.code(NEW_EMAIL));

    expect(attributes()).toMatchObject({ email: 'third@example.com', email_verified: 'false' });
  });

  test('takes the code that was asked for again', async () => {
    const { pool, AccessToken, update, verify, attributes } = await signedIn();
    await update({ email: NEW_EMAIL });

    await pool.call('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' });
    await verify(pool.code(NEW_EMAIL));

    expect(attributes()).toMatchObject({ email_verified: 'true' });
  });

  test('fails for an attribute that no code proves', async () => {
    const { pool, AccessToken } = await signedIn();

    const attempt = pool.call('GetUserAttributeVerificationCode', {
      AccessToken,
      AttributeName: 'name',
    });

    await expect(attempt).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});
