import { describe, expect, test } from 'vitest';
import { InvalidPolicy } from '../../src/iam/invalid-policy';
import { parsePolicy } from '../../src/iam/policy-document';

const statement = { Effect: 'Allow', Action: 'a:b', Resource: '*' };
const document = (change: object) => ({
  Version: '2012-10-17',
  Statement: { ...statement, ...change },
});

describe('a policy that is not understood', () => {
  test.each<[string, unknown, string]>([
    ['text', 'allow', 'the document must be an object'],
    ['a version of its own', { Version: '2030-01-01', Statement: statement }, 'Version must be'],
    ['an unknown element', document({ Ressource: '*' }), "unknown element 'Ressource'"],
    ['NotPrincipal', document({ NotPrincipal: '*' }), "unknown element 'NotPrincipal'"],
    ['no effect', document({ Effect: undefined }), 'Effect must be Allow or Deny'],
    ['a misspelt effect', document({ Effect: 'allow' }), 'Effect must be Allow or Deny'],
    ['no action', document({ Action: undefined }), 'needs Action or NotAction'],
    ['two kinds of action', document({ NotAction: 'c:d' }), 'Action or NotAction, not both'],
    ['no resource', document({ Resource: undefined }), 'needs a Resource'],
    ['a principal', document({ Principal: '*' }), 'has no Principal'],
    ['a number as action', document({ Action: 7 }), 'Action must hold strings'],
    [
      'an operator that IAM has not',
      document({ Condition: { StringMatches: { k: 'v' } } }),
      "operator 'StringMatches' is not one of IAM's",
    ],
    ['no action in its list', document({ Action: [] }), 'Action is an empty list'],
    ['no resource in its list', document({ Resource: [] }), 'Resource is an empty list'],
    [
      'a Null that is neither true nor false',
      document({ Condition: { Null: { k: 'yes' } } }),
      "cannot compare with 'yes'",
    ],
    [
      'a condition key without values',
      document({ Condition: { StringEquals: { k: [] } } }),
      'empty list of values',
    ],
    ['a condition of text', document({ Condition: 'x' }), 'Condition must be an object'],
    [
      'an object as condition value',
      document({ Condition: { StringEquals: { k: {} } } }),
      'must be a string, number or boolean',
    ],
  ])('fails with %s', (_, input, expected) => {
    expect(() => parsePolicy(input, 'identity')).toThrow(InvalidPolicy);
    expect(() => parsePolicy(input, 'identity')).toThrow(expected);
  });

  test('fails with a trust policy that has a resource or no principal', () => {
    expect(() => parsePolicy(document({}), 'trust')).toThrow('has no Resource');
    expect(() => parsePolicy(document({ Resource: undefined }), 'trust')).toThrow(
      'needs a Principal',
    );
  });
});
