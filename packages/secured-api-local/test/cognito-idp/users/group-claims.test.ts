import { expect, test } from 'vitest';
import { toGroupClaims } from '../../../src/cognito-idp/users/group-claims';
import type { User } from '../../../src/cognito-idp/users/user';

const USER: User = {
  poolId: 'pool',
  username: 'user',
  sub: 'sub',
  status: 'CONFIRMED',
  enabled: true,
  attributes: {},
  password: { salt: '', verifier: '' },
  groups: ['a', 'b', 'c', 'gone'],
  createdAt: 0,
  modifiedAt: 0,
  generation: 0,
};

function group(name: string, roleArn?: string, precedence?: number) {
  return { poolId: 'pool', name, roleArn, precedence };
}

test('prefers the role of the group with the lowest precedence', () => {
  const groups = [group('a', 'role-a', 1), group('b', 'role-b', 2), group('other', 'role-o', 0)];

  const claims = toGroupClaims(USER, groups);

  expect(claims).toEqual({
    groups: ['a', 'b'],
    roles: ['role-a', 'role-b'],
    preferredRole: 'role-a',
  });
});

test('prefers no role where groups of the same precedence disagree', () => {
  const claims = toGroupClaims(USER, [group('a', 'role-a', 1), group('b', 'role-b', 1)]);

  expect(claims).toEqual({ groups: ['a', 'b'], roles: ['role-a', 'role-b'] });
});

test('prefers the role on which groups of the same precedence agree', () => {
  const claims = toGroupClaims(USER, [group('a', 'role', 1), group('b', 'role', 1)]);

  expect(claims).toEqual({ groups: ['a', 'b'], roles: ['role'], preferredRole: 'role' });
});

test('lets a group without a role keep its name alone', () => {
  const claims = toGroupClaims(USER, [group('a', undefined, 1), group('b', 'role-b')]);

  expect(claims).toEqual({ groups: ['a', 'b'], roles: ['role-b'], preferredRole: 'role-b' });
});
