import { describe, expect, test } from 'vitest';
import { authorize, namesOf } from '../../src/sts/authorize';
import type { RoleSession } from '../../src/sts/session';
import { ENVIRONMENT, START } from '../environment';
import { API_ARN, allow, createStsFixture, IDENTITY, POOL } from './sts-fixture';

const SESSION: RoleSession = {
  kind: 'roleSession',
  accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
  roleArn: 'arn:aws:iam::111122223333:role/Users',
  sessionName: 'session',
  cognitoIdentity: { amr: ['authenticated', 'p'], identityId: IDENTITY, identityPoolId: POOL },
  tags: { team: 'blue' },
  sessionPolicy: undefined,
  expiration: START + 1,
};

const REQUEST = {
  action: 'execute-api:Invoke',
  resource: `${API_ARN}/GET/x`,
  sourceIp: '127.0.0.1',
  userAgent: 'agent',
  now: START,
};

function decide(statement: object, change: Partial<RoleSession> = {}, request = REQUEST) {
  const { roles, addRole } = createStsFixture();
  addRole('Users', { allows: [statement] });
  return authorize({ ...SESSION, ...change }, request, roles, ENVIRONMENT).allowed;
}

describe('authorize', () => {
  test.each<[string, string | string[]]>([
    ['aws:CurrentTime', '2026-09-05T07:05:01Z'],
    ['aws:EpochTime', String(START / 1000)],
    ['aws:PrincipalAccount', '111122223333'],
    ['aws:PrincipalArn', 'arn:aws:iam::111122223333:role/Users'],
    ['aws:PrincipalIsAWSService', 'false'],
    ['aws:PrincipalTag/team', 'blue'],
    ['aws:PrincipalType', 'AssumedRole'],
    ['aws:RequestedRegion', 'us-east-1'],
    ['aws:SecureTransport', 'true'],
    ['aws:SourceIp', '127.0.0.1'],
    ['aws:UserAgent', 'agent'],
    ['aws:ViaAWSService', 'false'],
    ['aws:userid', 'AROAUSERS:session'],
    ['aws:FederatedProvider', 'cognito-identity.amazonaws.com'],
    ['cognito-identity.amazonaws.com:aud', POOL],
    ['cognito-identity.amazonaws.com:sub', IDENTITY],
  ])('knows the condition key %s', (key, value) => {
    const statement = allow('*', '*');

    expect(decide({ ...statement, Condition: { StringEquals: { [key]: value } } })).toBe(true);
    expect(decide({ ...statement, Condition: { StringNotEquals: { [key]: value } } })).toBe(false);
  });

  test('knows every amr of the session', () => {
    const Condition = {
      'ForAllValues:StringEquals': {
        'cognito-identity.amazonaws.com:amr': ['authenticated', 'p'],
      },
    };

    expect(decide({ ...allow('*', '*'), Condition })).toBe(true);
  });

  test("a caller's own path is reached by the identity's id and no other", () => {
    const own = allow(
      'execute-api:Invoke',
      `${API_ARN}/GET/\${cognito-identity.amazonaws.com:sub}`,
    );
    const at = (id: string) => ({ ...REQUEST, resource: `${API_ARN}/GET/${id}` });

    expect(decide(own, {}, at(IDENTITY))).toBe(true);
    expect(decide(own, {}, at('us-east-1:other'))).toBe(false);
    expect(decide(own, { cognitoIdentity: undefined }, at(IDENTITY))).toBe(false);
  });

  test('a session policy caps the role', () => {
    const cap = (resource: string) => ({
      sessionPolicy: { Version: '2012-10-17', Statement: [allow('*', resource)] },
    });

    expect(decide(allow('*', '*'), cap('*'))).toBe(true);
    expect(decide(allow('*', '*'), cap('arn:aws:s3:::b'))).toBe(false);
    expect(decide(allow('s3:*', '*'), cap('*'))).toBe(false);
  });

  test('a role that is not there may nothing', () => {
    const { roles } = createStsFixture();

    expect(authorize(SESSION, REQUEST, roles, ENVIRONMENT).allowed).toBe(false);
    expect(namesOf(SESSION, roles, ENVIRONMENT)).toEqual({
      arn: 'arn:aws:sts::111122223333:assumed-role//session',
      userId: ':session',
    });
  });
});
