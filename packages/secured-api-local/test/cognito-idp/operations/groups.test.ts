import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../../src/state/memory-store';
import { claimsOf, createFixture, EMAIL, type Fixture, POOL_ID } from '../user-pool-fixture';

const ADMINS = {
  poolId: POOL_ID,
  name: 'admins',
  description: 'Who may do all',
  precedence: 1,
  roleArn: 'arn:r',
};
const DATE = Date.UTC(2026, 8, 5, 7, 5, 1) / 1000;
const DATES = { CreationDate: DATE, LastModifiedDate: DATE };
const ADMINS_TOLD = {
  GroupName: 'admins',
  UserPoolId: POOL_ID,
  Description: 'Who may do all',
  Precedence: 1,
  RoleArn: 'arn:r',
  ...DATES,
};
const READERS_TOLD = { GroupName: 'readers', UserPoolId: POOL_ID, Precedence: 2, ...DATES };

/** A pool with two groups of its template, and a user in the second one. */
async function create(store = createMemoryStore()): Promise<Fixture> {
  const pool = createFixture({ store });
  pool.userPools.addGroup({ poolId: POOL_ID, name: 'readers', precedence: 2 });
  pool.userPools.addGroup(ADMINS);
  if (pool.userPools.describeUsers().length > 0) return pool;
  await pool.confirmedUser();
  await pool.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'readers' });
  return pool;
}

describe('groups of the template', () => {
  test('are listed in order of precedence, for the pool and for a user, and told one by one', async () => {
    const pool = await create();

    expect(await pool.admin('ListGroups')).toEqual({ Groups: [ADMINS_TOLD, READERS_TOLD] });
    expect(await pool.admin('AdminListGroupsForUser', { Username: EMAIL })).toEqual({
      Groups: [READERS_TOLD],
    });
    expect(await pool.admin('GetGroup', { GroupName: 'admins' })).toEqual({ Group: ADMINS_TOLD });
    await expect(pool.admin('GetGroup', { GroupName: 'none' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  test('keep their dates over a restart, and are modified by another template', async () => {
    const store = createMemoryStore();
    await create(store);

    const later = await create(store);
    later.clock.advance(60_000);
    const same = await later.admin('GetGroup', { GroupName: 'admins' });
    later.userPools.addGroup({ ...ADMINS, precedence: 3 });
    const changed = await later.admin('GetGroup', { GroupName: 'admins' });

    expect(same).toEqual({ Group: ADMINS_TOLD });
    expect(changed).toMatchObject({
      Group: { Precedence: 3, CreationDate: DATE, LastModifiedDate: DATE + 60 },
    });
  });

  test.each(['UpdateGroup', 'DeleteGroup'])('fail to be changed by %s', async (operation) => {
    const pool = await create();

    await expect(
      pool.admin(operation, { GroupName: 'admins', Precedence: 9 }),
    ).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: 'Group admins is of the template: change it there.',
    });
  });
});

describe('ListUsersInGroup', () => {
  test('gives the users of the group, page after page', async () => {
    const pool = await create();
    const second = { Username: 'second@example.com' };
    await pool.admin('AdminCreateUser', second);
    await pool.admin('AdminAddUserToGroup', { ...second, GroupName: 'readers' });
    const list = (input = {}) =>
      pool.admin('ListUsersInGroup', { GroupName: 'readers', Limit: 1, ...input });

    const first = await list();
    const rest = await list({ NextToken: first.NextToken });

    expect(first.Users).toMatchObject([{ UserStatus: 'CONFIRMED', Enabled: true }]);
    expect(rest.Users).toMatchObject([{ UserStatus: 'FORCE_CHANGE_PASSWORD' }]);
    expect(rest).not.toHaveProperty('NextToken');
    expect(await pool.admin('ListUsersInGroup', { GroupName: 'admins' })).toEqual({ Users: [] });
  });

  test('fails for a group that is not there', async () => {
    const pool = await create();

    await expect(pool.admin('ListUsersInGroup', { GroupName: 'x' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });
});

describe('a group that CreateGroup makes', () => {
  const GROUP = { GroupName: 'tenant-a', Description: 'Tenant A', RoleArn: 'arn:a', Precedence: 0 };
  const Username = EMAIL;

  test('is in the tokens of its users, and survives a restart', async () => {
    const store = createMemoryStore();
    const pool = await create(store);

    const made = await pool.admin('CreateGroup', GROUP);
    await pool.admin('AdminAddUserToGroup', { Username, GroupName: 'tenant-a' });
    const { IdToken } = await (await create(store)).signIn();

    expect(made).toEqual({ Group: { ...GROUP, UserPoolId: POOL_ID, ...DATES } });
    expect(claimsOf(IdToken)).toMatchObject({
      'cognito:groups': ['tenant-a', 'readers'],
      'cognito:preferred_role': 'arn:a',
    });
  });

  test('is changed by UpdateGroup in what that says alone', async () => {
    const pool = await create();
    await pool.admin('CreateGroup', GROUP);
    pool.clock.advance(1_000);

    const changed = await pool.admin('UpdateGroup', { GroupName: 'tenant-a', Precedence: 5 });

    expect(changed.Group).toMatchObject({
      ...GROUP,
      Precedence: 5,
      CreationDate: DATE,
      LastModifiedDate: DATE + 1,
    });
    expect(await pool.admin('GetGroup', { GroupName: 'tenant-a' })).toEqual(changed);
  });

  test('leaves nobody in it when it is deleted and made again', async () => {
    const pool = await create();
    await pool.admin('CreateGroup', GROUP);
    await pool.admin('AdminAddUserToGroup', { Username, GroupName: 'tenant-a' });

    await pool.admin('DeleteGroup', { GroupName: 'tenant-a' });
    await pool.admin('CreateGroup', GROUP);

    expect(await pool.admin('ListUsersInGroup', { GroupName: 'tenant-a' })).toEqual({ Users: [] });
    expect(await pool.admin('ListUsersInGroup', { GroupName: 'readers' })).not.toEqual({
      Users: [],
    });
  });

  test('has nobody in it who was in a group of that name which the template has no more', async () => {
    const store = createMemoryStore();
    const before = await create(store);
    await before.admin('AdminAddUserToGroup', { Username, GroupName: 'admins' });
    const pool = createFixture({ store });

    await pool.admin('CreateGroup', { GroupName: 'admins', RoleArn: 'arn:a' });

    expect(await pool.admin('ListUsersInGroup', { GroupName: 'admins' })).toEqual({ Users: [] });
    const { IdToken } = await pool.signIn();
    expect(claimsOf(IdToken)).not.toHaveProperty('cognito:groups');
  });

  test.each([
    ['the name of another', { GroupName: 'admins' }, 'GroupExistsException'],
    ['a precedence below 0', { GroupName: 'x', Precedence: -1 }, 'InvalidParameterException'],
    [
      'a precedence that is no integer',
      { GroupName: 'x', Precedence: 0.5 },
      'InvalidParameterException',
    ],
    ['no name', {}, 'InvalidParameterException'],
  ])('fails for %s', async (_, input, code) => {
    const pool = await create();

    await expect(pool.admin('CreateGroup', input)).rejects.toMatchObject({ code });
  });
});
