import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StringAttribute } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import { type CognitoAuthProps, IdentityPoolProvider, PrincipalTags } from '../src';
import { newAuth, newStack, onlyProperties } from './fixtures';

function stackWith(props: Partial<CognitoAuthProps>) {
  const stack = newStack();
  newAuth(stack, props);
  return stack;
}

/** The actions of the trust policies, by what the role is for. */
function trustedActions(props: Partial<CognitoAuthProps>) {
  const roles = Template.fromStack(stackWith(props)).findResources('AWS::IAM::Role');
  return Object.fromEntries(
    Object.values(roles).map(({ Properties }) => [
      Properties.Description.replace(/^Given to | by the identity pool$/g, ''),
      Properties.AssumeRolePolicyDocument.Statement.map(
        ({ Action }: { Action: unknown }) => Action,
      ),
    ]),
  );
}

const TAGGED = [['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']];
const UNTAGGED = ['sts:AssumeRoleWithWebIdentity'];

describe('tags of sessions', () => {
  test('are not there, and not trusted, unless asked for', () => {
    Template.fromStack(stackWith({})).resourceCountIs('AWS::Cognito::IdentityPoolPrincipalTag', 0);

    expect(trustedActions({ guests: true, groups: [{ name: 'staff' }] })).toEqual({
      'signed-in users': UNTAGGED,
      'group staff': UNTAGGED,
      guests: UNTAGGED,
    });
  });

  test('are trusted for users, and never for guests, under the same conditions', () => {
    const props = {
      guests: true,
      groups: [{ name: 'staff' }],
      principalTags: PrincipalTags.defaults(),
    };

    expect(trustedActions(props)).toEqual({
      'signed-in users': TAGGED,
      'group staff': TAGGED,
      guests: UNTAGGED,
    });
    const role = onlyProperties(
      stackWith({ principalTags: PrincipalTags.defaults() }),
      'AWS::IAM::Role',
    );
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Condition: {
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
          StringEquals: { 'cognito-identity.amazonaws.com:aud': expect.anything() },
        },
      }),
    ]);
  });

  test('of the user pool are Cognito’s own mapping', () => {
    const stack = stackWith({ principalTags: PrincipalTags.defaults() });

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPoolPrincipalTag')).toEqual({
      IdentityPoolId: { Ref: expect.stringMatching(/^AuthIdentitiesPool/) },
      IdentityProviderName: {
        'Fn::GetAtt': [expect.stringMatching(/^AuthUsersPool/), 'ProviderName'],
      },
      UseDefaults: true,
    });
  });

  test('of the user pool are claims that are named', () => {
    const stack = stackWith({
      customAttributes: { tenant: new StringAttribute({ mutable: true }) },
      principalTags: PrincipalTags.fromClaims({ tenant: 'custom:tenant' }),
    });

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPoolPrincipalTag')).toMatchObject({
      PrincipalTags: { tenant: 'custom:tenant' },
      UseDefaults: false,
    });
  });

  test('of another provider are its own', () => {
    const stack = stackWith({
      identityPoolProviders: [
        IdentityPoolProvider.facebook({ appId: 'app' }),
        IdentityPoolProvider.google({
          clientId: 'client',
          principalTags: PrincipalTags.fromClaims({ domain: 'hd' }),
        }),
      ],
    });

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPoolPrincipalTag')).toMatchObject({
      IdentityProviderName: 'accounts.google.com',
      PrincipalTags: { domain: 'hd' },
    });
    expect(onlyProperties(stack, 'AWS::IAM::Role').AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({ Action: TAGGED[0] }),
    ]);
  });

  test('fail for a claim that users write as they like', () => {
    const app = new App();
    newAuth(newStack({ app }), { principalTags: PrincipalTags.fromClaims({ tenant: 'website' }) });

    expect(() => app.synth()).toThrow(
      "ClaimWritable: principalTags decides by the claim 'website', which users may write themselves",
    );
  });

  test.each<[string, Record<string, string>, string]>([
    ['none', {}, 'principalTags holds 0 tags: give 1 to 50'],
    ['a tag with a character that AWS refuses', { 'a*': 'sub' }, "'a*' of the claim 'sub' among"],
    ['an empty claim', { a: '' }, "'a' of the claim '' among them"],
    ['a long claim', { a: 'c'.repeat(257) }, 'principalTags holds 1 tags'],
    [
      'more than AWS takes',
      Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, 'sub'])),
      'principalTags holds 51 tags: give 1 to 50',
    ],
  ])('fail for %s', (_, claims, message) => {
    const create = () => stackWith({ principalTags: PrincipalTags.fromClaims(claims) });

    expect(create).toThrow(message);
    expect(create).toThrow(/^PrincipalTagMalformed: /);
  });
});
