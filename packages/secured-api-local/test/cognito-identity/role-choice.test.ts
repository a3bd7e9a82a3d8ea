import { describe, expect, test } from 'vitest';
import type { MappingRule, RoleMapping } from '../../src/cognito-identity/identity-pool-settings';
import { chooseRole } from '../../src/cognito-identity/role-choice';
import { AwsError } from '../../src/support/aws-error';

const LOGIN = {
  provider: 'pool',
  mappingName: 'pool:client',
  tagName: 'pool',
  sub: 'sub',
  amr: 'pool:CognitoSignIn:sub',
};

function choice(
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

const choose = (...question: Parameters<typeof choice>) => choice(...question).roleArn;

/** Why a role was given, or was not. */
function explain(...question: Parameters<typeof choice>): string | undefined {
  try {
    return choice(...question).why;
  } catch (error) {
    return error instanceof AwsError ? error.reason : String(error);
  }
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

  expect(chooseRole({ attachment, login: undefined }).roleArn).toBe('guest');
  expect(() => chooseRole({ attachment, login: undefined, customRoleArn: 'guest' })).toThrow(
    'not allowed',
  );
});

describe('the developer is told', () => {
  const RULES: Partial<RoleMapping> = {
    type: 'Rules',
    rules: [
      { claim: 'custom:team', matchType: 'Equals', value: 'red', roleArn: 'red' },
      { claim: 'custom:team', matchType: 'StartsWith', value: 'blue', roleArn: 'blue' },
    ],
  };
  const roles = { 'cognito:roles': ['admin', 'editor'] };

  test.each<[string, Parameters<typeof choice>]>([
    ["the 'authenticated' role of the identity pool, no role mapping for 'pool:client'", [{}]],
    ['cognito:preferred_role of the token', [{ 'cognito:preferred_role': 'admin' }, {}]],
    [
      "the 'authenticated' role of the identity pool, the token has no cognito:preferred_role (groups: a,b), and AmbiguousRoleResolution is AuthenticatedRole",
      [{ 'cognito:groups': ['a', 'b'] }, { ambiguous: 'AuthenticatedRole' }],
    ],
    [
      'the token has no cognito:preferred_role (groups: none), and AmbiguousRoleResolution is Deny',
      [{}, {}],
    ],
    ["rule 2 of the mapping: custom:team StartsWith 'blue'", [{ 'custom:team': 'blueish' }, RULES]],
    [
      'none of 2 rules matches the token, and AmbiguousRoleResolution is Deny',
      [{ 'custom:team': 'green' }, RULES],
    ],
    ['CustomRoleArn, one of cognito:roles', [roles, {}, 'editor']],
    ['owner is not among cognito:roles: admin, editor', [roles, {}, 'owner']],
    ['owner is not among cognito:roles: none', [{}, {}, 'owner']],
    ['CustomRoleArn needs a mapping by Token', [roles, RULES, 'editor']],
  ])('%s', (why, question) => {
    expect(explain(...question)).toBe(why);
  });

  test('that a guest has no role', () => {
    const attachment = { identityPoolId: 'p', mappings: [] };

    expect(() => chooseRole({ attachment, login: undefined })).toThrow(
      expect.objectContaining({
        reason: "the identity pool has no 'unauthenticated' role attached",
      }),
    );
  });
});
