import { describe, expect, test } from 'vitest';
import { createFixture, type Fixture, toList } from '../user-pool-fixture';

const NAMES = ['ann@example.com', 'bob@example.com', 'bill@example.org'];

async function withUsers(): Promise<Fixture> {
  const pool = createFixture();
  for (const Username of NAMES) {
    const given_name = Username.split('@')[0] ?? '';
    const UserAttributes = toList({ given_name });
    await pool.admin('AdminCreateUser', { Username, UserAttributes });
  }
  await pool.admin('AdminDisableUser', { Username: 'ann@example.com' });
  return pool;
}

async function emailsOf(pool: Fixture, input: Record<string, unknown> = {}) {
  const { Users } = await pool.admin('ListUsers', { ...input, AttributesToGet: ['email'] });
  const users = Users as readonly { readonly Attributes: readonly { readonly Value: string }[] }[];
  return users.map(({ Attributes }) => Attributes.map(({ Value }) => Value).join());
}

describe('ListUsers', () => {
  test.each<[string | undefined, string[]]>([
    [undefined, NAMES],
    ['email = "bob@example.com"', ['bob@example.com']],
    ['given_name ^= "b"', ['bob@example.com', 'bill@example.org']],
    ['given_name^="B"', []],
    ['status = "Disabled"', ['ann@example.com']],
    ['cognito:user_status = "FORCE_CHANGE_PASSWORD"', NAMES],
    ['cognito:user_status = "CONFIRMED"', []],
    ['"email" = "a\\"b"', []],
  ])('lets through the filter %s what it says', async (Filter, expected) => {
    const pool = await withUsers();

    expect(await emailsOf(pool, { Filter })).toEqual(expected);
  });

  test.each([
    'email',
    'email = bob',
    'email > "a"',
    'custom:team = "blue"',
    'password = "x"',
    'email = "a" or email = "b"',
  ])('fails for the filter %s', async (Filter) => {
    const pool = await withUsers();

    await expect(emailsOf(pool, { Filter })).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
  });

  test('gives page after page', async () => {
    const pool = await withUsers();

    const first = await pool.admin('ListUsers', { Limit: 2 });
    const PaginationToken = first.PaginationToken;
    const second = await pool.admin('ListUsers', { Limit: 2, PaginationToken });

    expect(first.Users).toHaveLength(2);
    expect(second.Users).toHaveLength(1);
    expect(second).not.toHaveProperty('PaginationToken');
  });

  test.each([{ Limit: 61 }, { Limit: -1 }, { Limit: 1.5 }, { PaginationToken: 'x' }])(
    'fails for %j',
    async (input) => {
      const pool = await withUsers();

      await expect(pool.admin('ListUsers', input)).rejects.toMatchObject({
        code: 'InvalidParameterException',
      });
    },
  );
});

describe('AdminUpdateUserAttributes', () => {
  const Username = 'bob@example.com';

  async function attributesOf(pool: Fixture, name: string) {
    const { UserAttributes } = await pool.admin('AdminGetUser', { Username: name });
    const list = UserAttributes as readonly { readonly Name: string; readonly Value: string }[];
    return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
  }

  test('takes an address that the administrator vouches for, without a code', async () => {
    const pool = await withUsers();

    const changes = toList({ email: 'new@example.com', email_verified: 'true' });
    await pool.admin('AdminUpdateUserAttributes', { Username, UserAttributes: changes });

    expect(await attributesOf(pool, 'new@example.com')).toMatchObject({ email_verified: 'true' });
    expect(pool.inbox.latest('new@example.com')).toBeUndefined();
  });

  test('sends a code to any other new address', async () => {
    const pool = await withUsers();

    const changes = toList({ email: 'new@example.com' });
    await pool.admin('AdminUpdateUserAttributes', { Username, UserAttributes: changes });

    expect(pool.inbox.latest('new@example.com')?.kind).toBe('UpdateUserAttribute');
  });

  test('fails for an address that is somebody else’s name', async () => {
    const pool = await withUsers();

    const changes = toList({ email: 'ann@example.com', email_verified: 'true' });
    await expect(
      pool.admin('AdminUpdateUserAttributes', { Username, UserAttributes: changes }),
    ).rejects.toMatchObject({ code: 'AliasExistsException' });
  });

  test('fails for what the schema does not have', async () => {
    const pool = await withUsers();

    await expect(
      pool.admin('AdminUpdateUserAttributes', {
        Username,
        UserAttributes: toList({ sub: 'x' }),
      }),
    ).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});

describe('AdminDeleteUserAttributes', () => {
  const Username = 'bob@example.com';

  test('deletes what the schema lets go', async () => {
    const pool = await withUsers();

    await pool.admin('AdminDeleteUserAttributes', { Username, UserAttributeNames: ['given_name'] });

    expect(JSON.stringify(await pool.admin('AdminGetUser', { Username }))).not.toContain(
      'given_name',
    );
  });

  test('fails for what the schema does not have', async () => {
    const pool = await withUsers();

    await expect(
      pool.admin('AdminDeleteUserAttributes', { Username, UserAttributeNames: ['custom:x'] }),
    ).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});
