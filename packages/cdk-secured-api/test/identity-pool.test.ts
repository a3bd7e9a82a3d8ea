import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { newAuth, newStack, onlyProperties } from './fixtures';

const GOV = { env: { region: 'us-gov-west-1' } };

/** What trust policies of the identity pool say, by their `amr`. */
function trustOf(stack: Stack) {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')).map(
    ({ Properties }) => Properties.AssumeRolePolicyDocument,
  );
}

describe('a role of the identity pool', () => {
  test.each([
    ['aws', {}, 'cognito-identity.amazonaws.com'],
    ['aws-us-gov', GOV, 'cognito-identity-us-gov.amazonaws.com'],
  ])('in %s is given by this pool to authenticated users only', (_, props, provider) => {
    const stack = newStack(props);

    newAuth(stack);

    expect(trustOf(stack)).toEqual([
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: provider },
            Condition: {
              StringEquals: {
                [`${provider}:aud`]: { Ref: expect.stringMatching(/^AuthIdentitiesPool/) },
              },
              'ForAnyValue:StringLike': { [`${provider}:amr`]: 'authenticated' },
            },
          },
        ],
      },
    ]);
  });

  test('of guests exists only where guests are asked for, and trusts the unauthenticated', () => {
    const stack = newStack();

    newAuth(stack, { guests: true });

    const amrs = trustOf(stack).map(
      ({ Statement }) =>
        Statement[0].Condition['ForAnyValue:StringLike']['cognito-identity.amazonaws.com:amr'],
    );
    expect(amrs).toEqual(['authenticated', 'unauthenticated']);
    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPool')).toMatchObject({
      AllowUnauthenticatedIdentities: true,
    });
  });
});

describe('the identity pool', () => {
  test('refuses the classic flow and asks the user pool about every token', () => {
    const stack = newStack();

    newAuth(stack);

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPool')).toEqual({
      AllowClassicFlow: false,
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [
        {
          ClientId: { Ref: expect.stringMatching(/^AuthUsersPoolClient/) },
          ProviderName: {
            'Fn::GetAtt': [expect.stringMatching(/^AuthUsersPool/), 'ProviderName'],
          },
          ServerSideTokenCheck: true,
        },
      ],
    });
  });

  test('maps no roles without groups', () => {
    const stack = newStack();

    newAuth(stack);

    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPoolRoleAttachment')).toEqual({
      IdentityPoolId: { Ref: expect.stringMatching(/^AuthIdentitiesPool/) },
      Roles: {
        authenticated: {
          'Fn::GetAtt': [expect.stringMatching(/^AuthIdentitiesAuthenticatedRole/), 'Arn'],
        },
      },
    });
  });

  test('takes the role from the token with groups, else the authenticated one', () => {
    const stack = newStack();

    newAuth(stack, { groups: [{ name: 'admin' }] });

    const { RoleMappings } = onlyProperties(stack, 'AWS::Cognito::IdentityPoolRoleAttachment');
    expect(RoleMappings).toEqual({
      userPool: {
        Type: 'Token',
        AmbiguousRoleResolution: 'AuthenticatedRole',
        IdentityProvider: {
          'Fn::Join': [
            '',
            [
              { 'Fn::GetAtt': [expect.stringMatching(/^AuthUsersPool/), 'ProviderName'] },
              ':',
              { Ref: expect.stringMatching(/^AuthUsersPoolClient/) },
            ],
          ],
        },
      },
    });
  });
});

test('groups have a role of their own each, and the order of the list is their precedence', () => {
  const stack = newStack();

  newAuth(stack, {
    groups: [
      { name: 'admin', includes: ['editor'] },
      { name: 'editor', description: 'Writes' },
    ],
  });

  const groups = Object.values(
    Template.fromStack(stack).findResources('AWS::Cognito::UserPoolGroup'),
  );
  expect(groups.map(({ Properties }) => Properties)).toEqual([
    {
      GroupName: 'admin',
      Precedence: 0,
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthIdentitiesGroupadminRole/), 'Arn'] },
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
    },
    {
      Description: 'Writes',
      GroupName: 'editor',
      Precedence: 1,
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthIdentitiesGroupeditorRole/), 'Arn'] },
      UserPoolId: { Ref: expect.stringMatching(/^AuthUsersPool/) },
    },
  ]);
});

describe('a grant', () => {
  const rolesOf = (stack: Stack) =>
    Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(
      ({ Properties }) => JSON.stringify(Properties.Roles),
    );

  test('to signed-in users reaches the authenticated and every group role', () => {
    const stack = newStack();
    const auth = newAuth(stack, { groups: [{ name: 'admin' }] });

    const grant = new Bucket(stack, 'Bucket').grantRead(auth.signedInUsers);

    expect(grant.success).toBe(true);
    expect(rolesOf(stack).sort()).toEqual([
      expect.stringContaining('AuthIdentitiesAuthenticatedRole'),
      expect.stringContaining('AuthIdentitiesGroupadminRole'),
    ]);
  });

  test('to a group reaches the groups that include it, and no other', () => {
    const stack = newStack();
    const auth = newAuth(stack, {
      groups: [{ name: 'admin', includes: ['editor'] }, { name: 'editor' }, { name: 'auditor' }],
    });

    new Bucket(stack, 'Bucket').grantRead(auth.group('editor'));

    expect(rolesOf(stack).sort()).toEqual([
      expect.stringContaining('AuthIdentitiesGroupadminRole'),
      expect.stringContaining('AuthIdentitiesGroupeditorRole'),
    ]);
  });

  test('to guests fails where there are none', () => {
    const auth = newAuth(newStack());

    expect(() => auth.guests).toThrow(
      'GuestsOff: this auth has no guests, set guests: true to let visitors without a sign-in ' +
        'call routes [Stack/Auth]',
    );
  });

  test('on a resource of another stack is a policy of that stack, under a name that holds it', () => {
    const app = new App();
    const auth = newAuth(newStack({ app, id: 'Users' }), { guests: true });
    const files = newStack({ app, id: 'Files' });
    const bucket = new Bucket(files, 'Bucket');

    bucket.grantRead(auth.guests);
    bucket.grantPut(auth.guests);

    const policy = onlyProperties(files, 'AWS::IAM::Policy');
    expect(policy.PolicyName).toMatch(/^Files-/);
    expect(policy.PolicyDocument.Statement).toHaveLength(2);
    expect(policy.Roles).toEqual([
      {
        'Fn::ImportValue': expect.stringMatching(/^Users:ExportsOutputRefAuthIdentitiesGuestsRole/),
      },
    ]);
    expect(Template.fromStack(auth.node.scope as Stack).findResources('AWS::IAM::Policy')).toEqual(
      {},
    );
  });
});

test.each([
  ['aws', {}, 'cognito-identity.amazonaws.com'],
  ['aws-us-gov', GOV, 'cognito-identity-us-gov.amazonaws.com'],
])('the identity id in %s is a policy variable of that partition', (_, props, provider) => {
  expect(newAuth(newStack(props)).identityIdVariable).toBe(`\${${provider}:sub}`);
});
