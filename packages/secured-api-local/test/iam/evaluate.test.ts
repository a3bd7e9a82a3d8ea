import { describe, expect, test } from 'vitest';
import { type AccessRequest, evaluate } from '../../src/iam/evaluate';
import { parsePolicy } from '../../src/iam/policy-document';

const ACTION = 'execute-api:Invoke';
const ARN = 'arn:aws:execute-api:us-east-1:111111111111:api1/$default/GET/private';

type Statement = Record<string, unknown>;

function policy(statement: Statement | Statement[], version: string | null = '2012-10-17') {
  const document = { ...(version && { Version: version }), Statement: statement };
  return { name: 'p', document: parsePolicy(document, 'identity') };
}

function request(overrides: Partial<AccessRequest> = {}): AccessRequest {
  return { action: ACTION, resource: ARN, context: {}, ...overrides };
}

const allow = (statement: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action: ACTION,
  Resource: ARN,
  ...statement,
});
const deny = (statement: Statement = {}): Statement => allow({ Effect: 'Deny', ...statement });

function allows(statement: Statement | Statement[], overrides: Partial<AccessRequest> = {}) {
  return evaluate(request(overrides), { identity: [policy(statement)] }).allowed;
}

describe('deciding', () => {
  test('refuses what no statement allows', () => {
    expect(evaluate(request(), { identity: [] })).toEqual({
      allowed: false,
      reason: 'implicitDeny',
      missing: 'identity',
    });
  });

  test('allows what a statement allows, and names it', () => {
    const identity = [policy([allow({ Resource: `${ARN}x` }), allow({ Sid: 'Mine' })])];

    expect(evaluate(request(), { identity })).toEqual({ allowed: true, statement: 'p#Mine' });
  });

  test('lets an explicit deny win over any allow', () => {
    const identity = [policy(allow({ Action: '*', Resource: '*' })), policy(deny())];

    expect(evaluate(request(), { identity })).toEqual({
      allowed: false,
      reason: 'explicitDeny',
      statement: 'p#0',
    });
  });

  test('needs the allow of a permissions boundary as well', () => {
    const identity = [policy(allow())];

    const boundary = policy(allow({ Resource: `${ARN}/other` }));

    expect(evaluate(request(), { identity, boundary })).toMatchObject({ missing: 'boundary' });
    expect(evaluate(request(), { identity, boundary: policy(allow()) }).allowed).toBe(true);
  });

  test('needs the allow of a session policy as well, and gets none from it', () => {
    const session = policy(allow());

    expect(evaluate(request(), { identity: [], session })).toMatchObject({ missing: 'identity' });
    expect(
      evaluate(request(), { identity: [policy(allow())], session: policy(deny()) }).allowed,
    ).toBe(false);
  });

  test('caps what the resource’s own policy allows the caller', () => {
    const document = { Statement: { ...allow(), Principal: { AWS: 'role' } } };
    const resource = {
      name: 'r',
      document: parsePolicy(document, 'resource'),
      caller: ['role'],
      account: ['account'],
    };
    const decide = (caps: object) => evaluate(request(), { identity: [], resource, ...caps });

    expect(decide({})).toEqual({ allowed: true, statement: 'r#0' });
    expect(decide({ boundary: policy(deny({ Resource: '*x' })) })).toMatchObject({
      missing: 'boundary',
    });
    expect(decide({ session: policy(allow({ Action: 'a:b' })) })).toMatchObject({
      missing: 'session',
    });
    expect(decide({ session: policy(deny()) })).toMatchObject({ reason: 'explicitDeny' });
  });

  test('matches actions in any case and resources in their own', () => {
    expect(allows(allow({ Action: 'EXECUTE-API:invoke' }))).toBe(true);
    expect(allows(allow({ Resource: ARN.toUpperCase() }))).toBe(false);
  });

  test('reads NotAction and NotResource', () => {
    expect(allows({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toBe(true);
    expect(allows({ Effect: 'Allow', NotAction: 'execute-api:*', Resource: '*' })).toBe(false);
    expect(allows({ Effect: 'Allow', Action: '*', NotResource: ARN })).toBe(false);
    expect(allows({ Effect: 'Allow', Action: '*', NotResource: `${ARN}/x` })).toBe(true);
  });
});

describe('wildcards', () => {
  const base = 'arn:aws:execute-api:us-east-1:111111111111:api1/$default';

  test.each([
    ['*', true],
    ['arn:*', true],
    [`${base}/GET/*`, true],
    [`${base}/*/private`, true],
    [`${base}/GET/privat?`, true],
    [`${base}/GET/private?`, false],
    [`${base}/GET/private*`, true],
    [`${base}/GET/private/*`, false],
    [`${base}/POST/*`, false],
    ['arn:aws:execute-api:*:*:api1/*', true],
    ['arn:aws:execute-api:*:api1/*', false],
  ])('%s matches: %s', (Resource, expected) => {
    expect(allows(allow({ Resource }))).toBe(expected);
  });

  test('a star crosses slashes', () => {
    const resource = `${base}/GET/items/1/admin`;

    expect(allows(allow({ Resource: `${base}/GET/items/*` }), { resource })).toBe(true);
  });

  test('a star before the resource crosses no colon in an allow, and does in a deny', () => {
    const Resource = 'arn:aws:execute-api:us-*:api1/$default/GET/private';
    const across = 'arn:aws:execute-api:us-east-1:a:b:api1/$default/GET/private';

    expect(allows(allow({ Resource }), { resource: across })).toBe(false);
    expect(allows([allow({ Resource: '*' }), deny({ Resource })], { resource: across })).toBe(
      false,
    );
  });

  test('survive a pattern made to backtrack', () => {
    const Resource = `${'*a'.repeat(30)}b`;

    expect(allows(allow({ Resource }), { resource: 'a'.repeat(5_000) })).toBe(false);
  });
});

describe('policy variables', () => {
  const own = `${ARN}/\${cognito-identity.amazonaws.com:sub}`;
  const sub = (value: string) => ({
    resource: `${ARN}/us-east-1:1`,
    context: { 'cognito-identity.amazonaws.com:sub': value },
  });

  test('take the value of the request', () => {
    expect(allows(allow({ Resource: own }), sub('us-east-1:1'))).toBe(true);
    expect(allows(allow({ Resource: own }), sub('us-east-1:2'))).toBe(false);
  });

  test('never act as a wildcard', () => {
    expect(allows(allow({ Resource: own }), sub('*'))).toBe(false);
  });

  test('match nothing without a value', () => {
    expect(allows(allow({ Resource: own }), { resource: `${ARN}/` })).toBe(false);
  });

  test('take their default without a value', () => {
    const Resource = `${ARN}/\${aws:username, 'nobody'}`;

    expect(allows(allow({ Resource }), { resource: `${ARN}/nobody` })).toBe(true);
  });

  test('are text in a policy of the older version', () => {
    const resource = `${ARN}/us-east-1:1`;
    const context = { 'cognito-identity.amazonaws.com:sub': 'us-east-1:1' };
    const old = policy(allow({ Resource: own }), null);

    expect(evaluate(request({ resource, context }), { identity: [old] }).allowed).toBe(false);
  });

  test('write the characters * ? and $', () => {
    const Resource = `${ARN}/\${*}\${?}\${$}`;

    expect(allows(allow({ Resource }), { resource: `${ARN}/*?$` })).toBe(true);
    expect(allows(allow({ Resource }), { resource: `${ARN}/abc` })).toBe(false);
  });
});
