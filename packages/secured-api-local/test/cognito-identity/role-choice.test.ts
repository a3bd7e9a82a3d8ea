import { describe, expect, test } from 'vitest';
import type { MappingRule, RoleMapping } from '../../src/cognito-identity/identity-pool-settings';
import { chooseRole } from '../../src/cognito-identity/role-choice';

const LOGIN = {
  provider: 'pool',
  mappingName: 'pool:client',
  tagName: 'pool',
  sub: 'sub',
  amr: 'pool:CognitoSignIn:sub',
};

function choose(
  claims: Record<string, unknown>,
  mapping?: Partial<RoleMapping>,
  customRoleArn?: string,
) {
  return chooseRole({
    attachment: {
      identityPoolId: 'identity-pool',
      authenticatedRoleArn: 'authenticated',
      unauthenticatedRoleArn: 'guest',
      mappings: mapping
        ? [{ provider: 'pool:client', type: 'Token', ambiguous: 'Deny', rules: [], ...mapping }]
        : [],
    },
    login: { ...LOGIN, claims },
    customRoleArn,
  });
}

describe('without a mapping', () => {
  test('a user gets the authenticated role, whatever the token prefers', () => {
    expect(choose({ 'cognito:preferred_role': 'admin' })).toBe('authenticated');
  });

  test('a user fails to ask for a role', () => {
    expect(() => choose({ 'cognito:roles': ['admin'] }, undefined, 'admin')).toThrow('not allowed');
  });

  test('the mapping of another client does not count', () => {
    expect(choose({ 'cognito:preferred_role': 'admin' }, { provider: 'pool:other' })).toBe(
      'authenticated',
    );
  });
});

describe('a mapping by token', () => {
  test('gives the preferred role', () => {
    expect(choose({ 'cognito:preferred_role': 'admin' }, {})).toBe('admin');
  });

  test('falls back to the authenticated role where the token prefers none', () => {
    expect(choose({}, { ambiguous: 'AuthenticatedRole' })).toBe('authenticated');
  });

  test('fails there where it denies what is ambiguous', () => {
    expect(() => choose({}, {})).toThrow(
      expect.objectContaining({ code: 'NotAuthorizedException' }),
    );
  });

  test('gives a role of the token that the caller asks for, and no other', () => {
    const claims = { 'cognito:roles': ['admin', 'editor'], 'cognito:preferred_role': 'admin' };

    expect(choose(claims, {}, 'editor')).toBe('editor');
    expect(() => choose(claims, {}, 'owner')).toThrow('not allowed');
    expect(() => choose({ 'cognito:roles': 'owner' }, {}, 'owner')).toThrow('not allowed');
  });
});

describe('a mapping by rules', () => {
  const rule = (matchType: MappingRule['matchType'], value: string): Partial<RoleMapping> => ({
    type: 'Rules',
    ambiguous: 'AuthenticatedRole',
    rules: [{ claim: 'custom:team', matchType, value, roleArn: 'matched' }],
  });

  test.each<[MappingRule['matchType'], string, string]>([
    ['Equals', 'red', 'matched'],
    ['Equals', 're', 'authenticated'],
    ['StartsWith', 're', 'matched'],
    ['StartsWith', 'ed', 'authenticated'],
    ['Contains', 'ed', 'matched'],
    ['Contains', 'blue', 'authenticated'],
    ['NotEqual', 'blue', 'matched'],
    ['NotEqual', 'red', 'authenticated'],
  ])('%s %s gives the %s role to team red', (matchType, value, role) => {
    expect(choose({ 'custom:team': 'red' }, rule(matchType, value))).toBe(role);
  });

  test('matches nothing where the claim is missing', () => {
    expect(choose({}, rule('NotEqual', 'red'))).toBe('authenticated');
  });

  test('fails for a role that the caller asks for', () => {
    const claims = { 'custom:team': 'red', 'cognito:roles': ['other'] };

    expect(() => choose(claims, rule('Equals', 'red'), 'other')).toThrow('not allowed');
  });
});

test('a guest fails to ask for a role', () => {
  const attachment = { identityPoolId: 'p', unauthenticatedRoleArn: 'guest', mappings: [] };

  expect(chooseRole({ attachment, login: undefined })).toBe('guest');
  expect(() => chooseRole({ attachment, login: undefined, customRoleArn: 'guest' })).toThrow(
    'not allowed',
  );
});
