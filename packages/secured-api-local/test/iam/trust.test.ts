import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/iam/policy-document';
import { trusts } from '../../src/iam/trust';

const POOL = 'us-east-1:pool';
const COGNITO = 'cognito-identity.amazonaws.com';

const statement = {
  Effect: 'Allow',
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: COGNITO },
  Condition: {
    StringEquals: { [`${COGNITO}:aud`]: POOL },
    'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'authenticated' },
  },
};

function trusted(statements: unknown, changes: { aud?: string; amr?: string[]; by?: string } = {}) {
  const { aud = POOL, amr = ['authenticated', 'pool'], by = COGNITO } = changes;
  return trusts(parsePolicy({ Version: '2012-10-17', Statement: statements }, 'trust'), {
    action: 'sts:AssumeRoleWithWebIdentity',
    principal: { type: 'Federated', value: by },
    context: { [`${COGNITO}:aud`]: aud, [`${COGNITO}:amr`]: amr },
  });
}

describe('a trust policy', () => {
  test('trusts the principal that it names, under its conditions', () => {
    expect(trusted(statement)).toBe(true);
  });

  test('fails for another identity pool, a guest and another principal', () => {
    expect(trusted(statement, { aud: 'us-east-1:other' })).toBe(false);
    expect(trusted(statement, { amr: ['unauthenticated'] })).toBe(false);
    expect(trusted(statement, { by: 'graph.facebook.com' })).toBe(false);
  });

  test('fails for another action', () => {
    expect(trusted({ ...statement, Action: 'sts:AssumeRole' })).toBe(false);
  });

  test('lets a deny win', () => {
    const denied = { ...statement, Effect: 'Deny', Condition: undefined };

    expect(trusted([statement, denied])).toBe(false);
  });

  test('fails where the role names a service only', () => {
    expect(trusted({ ...statement, Principal: { Service: 'lambda.amazonaws.com' } })).toBe(false);
  });

  test('trusts anybody where it says so, under its conditions', () => {
    expect(trusted({ ...statement, Principal: '*' }, { by: 'anybody' })).toBe(true);
    expect(trusted({ ...statement, Principal: '*' }, { amr: [] })).toBe(false);
  });

  test('reads an asterisk under AWS as anybody, in an allow and in a deny', () => {
    const everyone = { ...statement, Principal: { AWS: '*' } };
    const denied = { ...everyone, Effect: 'Deny', Condition: undefined };

    expect(trusted(everyone, { by: 'anybody' })).toBe(true);
    expect(trusted([statement, denied])).toBe(false);
  });

  test.each([
    [{ Federated: '*' }, 'Principal.Federated takes no wildcard'],
    [{ Service: '*.amazonaws.com' }, 'Principal.Service takes no wildcard'],
    [{ federated: COGNITO }, "Principal has an unknown type 'federated'"],
    [{ Federated: [] }, 'Principal.Federated is an empty list'],
  ])('fails to read the principal %j', (Principal, message) => {
    expect(() => trusted({ ...statement, Principal })).toThrow(message);
  });
});
