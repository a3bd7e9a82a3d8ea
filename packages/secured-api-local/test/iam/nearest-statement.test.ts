import { expect, test } from 'vitest';
import { nearestStatement } from '../../src/iam/nearest-statement';
import { parsePolicy } from '../../src/iam/policy-document';

const request = {
  action: 'execute-api:Invoke',
  resource: 'arn:aws:execute-api:us-east-1:111122223333:api/$default/GET/users/7',
  context: { 'aws:SourceIp': '127.0.0.1' },
};
const BASE = 'arn:aws:execute-api:us-east-1:111122223333:api/$default';
const ask = (...statements: object[]) =>
  nearestStatement(request, [
    {
      name: 'Role/Policy',
      document: parsePolicy({ Version: '2012-10-17', Statement: statements }, 'identity'),
    },
  ]);
const allow = (Resource: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 'execute-api:Invoke',
  Resource,
  ...more,
});

test('is the one whose resource is the same for the longest way', () => {
  const nearest = ask(
    allow(`${BASE}/POST/users/*`),
    allow([`${BASE}/GET/visits`, `${BASE}/GET/users/8`], { Sid: 'Own' }),
  );

  expect(nearest).toBe(`nearest is Role/Policy#Own on ${BASE}/GET/users/8`);
});

test('is one whose condition alone fails before any other', () => {
  const Condition = { StringEquals: { 'aws:SourceIp': '10.0.0.1' } };

  const nearest = ask(allow(`${BASE}/GET/users/8`), allow('*', { Condition }));

  expect(nearest).toBe('the condition of Role/Policy#1 does not hold');
});

test('is one that leaves the resource out where there is no other', () => {
  const nearest = ask({ Effect: 'Allow', Action: '*', NotResource: `${BASE}/GET/users/*` });

  expect(nearest).toBe('Role/Policy#0 leaves it out');
});

test('is one that names only what is not on this machine', () => {
  const { statements, ...policy } = parsePolicy(
    { Version: '2012-10-17', Statement: allow('*') },
    'identity',
  );
  const emptied = statements.map((one) => ({ ...one, resources: { patterns: [], not: false } }));

  const nearest = nearestStatement(request, [
    { name: 'Role/Policy', document: { ...policy, statements: emptied } },
  ]);

  expect(nearest).toBe('Role/Policy#0 names only what is not here');
});

test('is none where no Allow speaks of the action', () => {
  const nearest = ask(
    allow('*', { Action: 's3:*' }),
    allow(`${BASE}/GET/users/7`, { Effect: 'Deny' }),
  );

  expect(nearest).toBeUndefined();
});
