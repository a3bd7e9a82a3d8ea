// @vitest-environment node
import { expect, test } from 'vitest';
import { isSameUser, toAuthUser } from '../../src/core/auth-user';

const CLAIMS = {
  sub: 'subject',
  'cognito:username': 'jane',
  email: 'jane@example.com',
  'cognito:groups': ['admins'],
  exp: 1,
};

const userOf = (claims: Record<string, unknown>) => {
  const user = toAuthUser(claims);
  if (user === undefined) throw new Error('the claims name nobody');
  return user;
};

test('reads the user from the claims', () => {
  expect(toAuthUser(CLAIMS)).toEqual({
    userId: 'subject',
    username: 'jane',
    email: 'jane@example.com',
    groups: ['admins'],
    claims: CLAIMS,
  });
});

test('takes the subject for the name where there is no other, and no groups for an empty list', () => {
  expect(toAuthUser({ sub: 'subject' })).toMatchObject({ username: 'subject', groups: [] });
});

test('names the provider of a federated user', () => {
  const identities = [{ providerName: 'Google', userId: '1' }];

  expect(toAuthUser({ ...CLAIMS, identities })).toMatchObject({ provider: 'Google' });
});

test.each([{}, { sub: 1 }])('finds nobody in %j', (claims) => {
  expect(toAuthUser(claims)).toBeUndefined();
});

test('takes users for the same whatever a refresh changes and in whatever order', () => {
  const { sub, ...rest } = CLAIMS;
  const refreshed = { ...rest, exp: 2, iat: 3, jti: 'x', auth_time: 4, sub };

  expect(isSameUser(userOf(CLAIMS), userOf(refreshed))).toBe(true);
  expect(isSameUser(userOf(CLAIMS), userOf({ ...CLAIMS, email: 'other' }))).toBe(false);
});
