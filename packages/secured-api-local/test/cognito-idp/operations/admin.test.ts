import { describe, expect, test } from 'vitest';
import { claimsOf, createFixture, EMAIL, PASSWORD, POOL_ID, toList } from '../user-pool-fixture';

const ASKS_IAM = /^(Admin|ListUsers|ListGroups$|\w+Group$)/;

describe('an administrator’s operation', () => {
  test('asks IAM for its own action on the pool', () => {
    const { userPools } = createFixture();

    const asked = userPools.service.operations
      .filter(({ name }) => ASKS_IAM.test(name))
      .map(({ name, access }) => [name, access.kind === 'iam' && access.action]);
    const open = userPools.service.operations.filter(({ access }) => access.kind === 'public');

    expect(asked).toHaveLength(31);
    expect(asked).toEqual(asked.map(([name]) => [name, `cognito-idp:${name}`]));
    expect(open.every(({ name }) => !ASKS_IAM.test(name))).toBe(true);
  });

  test('names the pool’s ARN, and matches no pool where none is given', () => {
    const { userPools } = createFixture();
    const access = userPools.service.operations.find(({ name }) => name === 'AdminGetUser')?.access;
    if (access?.kind !== 'iam') throw new Error('expected IAM');

    expect(access.resource({ UserPoolId: POOL_ID })).toBe(
      `arn:aws:cognito-idp:us-east-1:111122223333:userpool/${POOL_ID}`,
    );
    expect(access.resource({ UserPoolId: { '*': 1 } })).toBe(
      'arn:aws:cognito-idp:us-east-1:111122223333:userpool/',
    );
  });

  test.each([
    'AdminConfirmSignUp',
    'AdminDeleteUser',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminGetUser',
    'AdminResetUserPassword',
    'AdminUserGlobalSignOut',
  ])('%s fails for an unknown user and an unknown pool', async (operation) => {
    const pool = createFixture();

    await expect(pool.admin(operation, { Username: 'nobody@e.com' })).rejects.toMatchObject({
      code: 'UserNotFoundException',
      message: 'User does not exist.',
    });
    await expect(pool.call(operation, { UserPoolId: 'none' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'User pool none does not exist.',
    });
  });
});

describe('AdminCreateUser', () => {
  test('invites by the mediums that are asked for', async () => {
    const pool = createFixture();

    const answer = await pool.admin('AdminCreateUser', {
      Username: EMAIL,
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: toList({ email_verified: 'true' }),
    });

    expect(answer).toMatchObject({
      User: { Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD', UserCreateDate: 1_788_591_901 },
    });
    const message = pool.inbox.latest(EMAIL);
    expect(message?.text).toBe(`You are ${EMAIL}, your password is ${message?.code}`);
    await expect(pool.answer(EMAIL, pool.code())).resolves.toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
    });
  });

  test('sends nothing when told so, and a new password when asked again', async () => {
    const pool = createFixture();
    await pool.admin('AdminCreateUser', { Username: EMAIL, MessageAction: 'SUPPRESS' });

    expect(pool.inbox.list()).toEqual([]);
    await pool.admin('AdminCreateUser', {
      Username: EMAIL,
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    });

    expect(pool.inbox.list()).toHaveLength(1);
    expect(pool.userPools.describeUsers()).toHaveLength(1);
  });

  test('fails for a preferred name that is another user’s, which nothing takes away', async () => {
    const pool = createFixture({
      pool: { usernameAttributes: [], aliasAttributes: ['preferred_username'] },
    });
    const UserAttributes = toList({ preferred_username: 'known' });
    await pool.admin('AdminCreateUser', { Username: 'first', UserAttributes });

    const attempt = pool.admin('AdminCreateUser', {
      Username: 'second',
      UserAttributes,
      ForceAliasCreation: true,
    });

    await expect(attempt).rejects.toMatchObject({
      code: 'AliasExistsException',
      message: 'An account with the preferred_username already exists.',
    });
    expect(await pool.admin('AdminGetUser', { Username: 'known' })).toMatchObject({
      Username: 'first',
    });
  });

  test('fails for a weak password in an administrator’s words', async () => {
    const pool = createFixture();

    const attempt = pool.admin('AdminCreateUser', { Username: EMAIL, TemporaryPassword: 'weak' });

    await expect(attempt).rejects.toMatchObject({
      code: 'InvalidPasswordException',
      message: 'Password did not conform with password policy: Password not long enough',
    });
  });

  test('fails to send again to a user who has signed in', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    await expect(
      pool.admin('AdminCreateUser', { Username: EMAIL, MessageAction: 'RESEND' }),
    ).rejects.toMatchObject({ code: 'UnsupportedUserStateException' });
  });
});

describe('AdminSetUserPassword', () => {
  test('sets a password for good', async () => {
    const pool = createFixture();
    await pool.signUp();

    await pool.admin('AdminSetUserPassword', {
      Username: EMAIL,
      Password: 'Changed1!',
      Permanent: true,
    });

    await expect(pool.signIn(EMAIL, 'Changed1!')).resolves.toHaveProperty('IdToken');
  });

  test('sets a temporary one otherwise', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    await pool.admin('AdminSetUserPassword', { Username: EMAIL, Password: 'Changed1!' });

    await expect(pool.answer(EMAIL, 'Changed1!')).resolves.toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
    });
  });
});

describe('groups', () => {
  test('stand in both tokens from the next sign-in on', async () => {
    const pool = createFixture();
    const roleArn = 'arn:aws:iam::111122223333:role/admins';
    pool.userPools.addGroup({ poolId: POOL_ID, name: 'admins', precedence: 1, roleArn });
    await pool.confirmedUser();
    await pool.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'admins' });

    const { IdToken, AccessToken } = await pool.signIn();
    await pool.admin('AdminRemoveUserFromGroup', { Username: EMAIL, GroupName: 'admins' });
    const later = await pool.signIn();

    expect(claimsOf(IdToken)).toMatchObject({
      'cognito:groups': ['admins'],
      'cognito:roles': [roleArn],
      'cognito:preferred_role': roleArn,
    });
    expect(claimsOf(AccessToken)).toMatchObject({ 'cognito:groups': ['admins'] });
    expect(claimsOf(AccessToken)).not.toHaveProperty('cognito:roles');
    expect(claimsOf(later.IdToken)).not.toHaveProperty('cognito:groups');
  });

  test('fail where the template has none of that name', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    const attempt = pool.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'none' });

    await expect(attempt).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Group not found.',
    });
  });
});

test('AdminConfirmSignUp confirms without verifying an address', async () => {
  const pool = createFixture();
  await pool.signUp();

  await pool.admin('AdminConfirmSignUp', { Username: EMAIL });

  await expect(pool.signIn(EMAIL, PASSWORD)).resolves.toHaveProperty('IdToken');
  expect(await pool.admin('AdminGetUser', { Username: EMAIL })).toMatchObject({
    UserStatus: 'CONFIRMED',
    UserAttributes: expect.arrayContaining([{ Name: 'email_verified', Value: 'false' }]),
  });
});

test('AdminEnableUser lets a disabled user in again, by a new sign-in', async () => {
  const pool = createFixture();
  await pool.confirmedUser();
  const { AccessToken } = await pool.signIn();
  await pool.admin('AdminDisableUser', { Username: EMAIL });

  await pool.admin('AdminEnableUser', { Username: EMAIL });

  await expect(pool.call('GetUser', { AccessToken })).rejects.toThrow('has been revoked');
  await expect(pool.signIn()).resolves.toHaveProperty('IdToken');
});

describe('AdminResetUserPassword', () => {
  test('makes the password useless until a new one is set by the code', async () => {
    const pool = createFixture();
    await pool.confirmedUser();

    await pool.admin('AdminResetUserPassword', { Username: EMAIL });

    await expect(pool.signIn()).rejects.toMatchObject({
      code: 'PasswordResetRequiredException',
      message: 'Password reset required for the user',
    });
    await pool.client('ConfirmForgotPassword', {
      Username: EMAIL,
      ConfirmationCode: pool.code(),
      Password: 'Renewed1!',
    });
    await expect(pool.signIn(EMAIL, 'Renewed1!')).resolves.toHaveProperty('IdToken');
  });

  test('fails for a temporary password, and without a proved address', async () => {
    const pool = createFixture();
    await pool.admin('AdminCreateUser', { Username: EMAIL, MessageAction: 'SUPPRESS' });
    const reset = () => pool.admin('AdminResetUserPassword', { Username: EMAIL });

    await expect(reset()).rejects.toThrow('User password cannot be reset in the current state.');
    await pool.admin('AdminSetUserPassword', {
      Username: EMAIL,
      Password: PASSWORD,
      Permanent: true,
    });
    await expect(reset()).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});

test('an invitation reaches both mediums', async () => {
  const pool = createFixture();

  await pool.admin('AdminCreateUser', {
    Username: EMAIL,
    UserAttributes: toList({ phone_number: '+15555555555' }),
    DesiredDeliveryMediums: ['EMAIL', 'SMS'],
  });

  expect(pool.inbox.list().map(({ channel }) => channel)).toEqual(['SMS', 'EMAIL']);
});
