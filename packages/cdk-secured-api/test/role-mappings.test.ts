import { App } from 'aws-cdk-lib';
import { ClientAttributes, StringAttribute } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import {
  AmbiguousRoleResolution,
  type CognitoAuthProps,
  IdentityPoolProvider,
  RoleRule,
} from '../src';
import { newAuth, newStack, onlyProperties } from './fixtures';

const GROUPS = [{ name: 'staff' }];
const RULE = RoleRule.claimEquals('hd', 'example.com', 'staff');
const STAFF_RULE = {
  Claim: 'hd',
  MatchType: 'Equals',
  RoleARN: { 'Fn::GetAtt': [expect.stringMatching(/^AuthIdentitiesGroupstaffRole/), 'Arn'] },
  Value: 'example.com',
};

function mappingsWith(props: Partial<CognitoAuthProps>) {
  const stack = newStack();
  newAuth(stack, { groups: GROUPS, ...props });
  return onlyProperties(stack, 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings;
}

describe('role mapping', () => {
  test('goes by the rules of a provider, and by the groups of the user pool', () => {
    const mappings = mappingsWith({
      identityPoolProviders: [
        IdentityPoolProvider.facebook({ appId: 'app' }),
        IdentityPoolProvider.google({ clientId: 'client', roleRules: [RULE] }),
        IdentityPoolProvider.samlFromArn('arn:aws:iam::111122223333:saml-provider/Staff', {
          roleRules: [RULE],
        }),
      ],
    });

    const rules = {
      AmbiguousRoleResolution: 'AuthenticatedRole',
      RulesConfiguration: { Rules: [STAFF_RULE] },
      Type: 'Rules',
    };
    expect(mappings).toEqual({
      userPool: {
        AmbiguousRoleResolution: 'AuthenticatedRole',
        IdentityProvider: expect.anything(),
        Type: 'Token',
      },
      provider: { ...rules, IdentityProvider: 'accounts.google.com' },
      provider2: {
        ...rules,
        IdentityProvider: 'arn:aws:iam::111122223333:saml-provider/Staff',
      },
    });
  });

  test('goes by rules alone where the user pool has some, for each of its clients', () => {
    const stack = newStack();
    const auth = newAuth(stack, { groups: GROUPS, roleRules: [RULE] });

    auth.addClient('Mobile');

    const mappings = onlyProperties(stack, 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings;
    expect(Object.keys(mappings)).toEqual(['userPool', 'userPool2']);
    expect(mappings.userPool).toMatchObject({
      RulesConfiguration: { Rules: [STAFF_RULE] },
      Type: 'Rules',
    });
  });

  test('keeps the order of rules, of any match', () => {
    const { userPool } = mappingsWith({
      roleRules: [
        RoleRule.claimStartsWith('sub', 'a', 'staff'),
        RoleRule.claimContains('sub', 'b', 'staff'),
        RoleRule.claimNotEqual('sub', 'c', 'staff'),
        RoleRule.claimEquals('sub', 'd', 'staff'),
      ],
    });

    const rules: { MatchType: string; Value: string }[] = userPool.RulesConfiguration.Rules;
    expect(rules.map(({ MatchType, Value }) => `${MatchType} ${Value}`)).toEqual([
      'StartsWith a',
      'Contains b',
      'NotEqual c',
      'Equals d',
    ]);
  });

  test('gives no credentials for an ambiguous token where asked to', () => {
    const mappings = mappingsWith({
      ambiguousRoleResolution: AmbiguousRoleResolution.DENY,
      identityPoolProviders: [
        IdentityPoolProvider.google({ clientId: 'client', roleRules: [RULE] }),
      ],
    });

    expect(mappings.userPool.AmbiguousRoleResolution).toBe('Deny');
    expect(mappings.provider.AmbiguousRoleResolution).toBe('Deny');
  });

  test('fails for a resolution where there is nothing to resolve', () => {
    const ambiguousRoleResolution = AmbiguousRoleResolution.AUTHENTICATED_ROLE;

    expect(() => mappingsWith({ groups: [], ambiguousRoleResolution })).toThrow(
      'RoleResolutionUnused: ambiguousRoleResolution is about groups and roleRules, and there are ' +
        'none: leave it out [Stack/Auth]',
    );
  });

  test.each<[string, RoleRule[], string]>([
    ['no rules', [], 'roleRules holds 0 rules, give 1 to 25'],
    ['more than Cognito takes', Array.from({ length: 26 }, () => RULE), 'roleRules holds 26 rules'],
    [
      'an empty claim',
      [RoleRule.claimEquals('', 'x', 'staff')],
      "roleRules has the claim '', write 1 to 64",
    ],
    [
      'a long claim',
      [RoleRule.claimEquals('c'.repeat(65), 'x', 'staff')],
      'write 1 to 64 characters',
    ],
    [
      'an empty value',
      [RoleRule.claimEquals('hd', '', 'staff')],
      "roleRules has the value '', write 1",
    ],
    [
      'a long value',
      [RoleRule.claimEquals('hd', 'v'.repeat(129), 'staff')],
      'write 1 to 128 characters',
    ],
  ])('fails for %s', (_, roleRules, message) => {
    const identityPoolProviders = [IdentityPoolProvider.google({ clientId: 'client', roleRules })];

    expect(() => mappingsWith({ roleRules })).toThrow(message);
    expect(() => mappingsWith({ identityPoolProviders })).toThrow(/^RoleRuleMalformed/);
  });

  test('fails for a group that is not there', () => {
    expect(() => mappingsWith({ roleRules: [RoleRule.claimEquals('hd', 'x', 'stuff')] })).toThrow(
      "GroupNotFound: group 'stuff' is not defined (groups: 'staff'), add it to the groups of the auth",
    );
  });
});

describe('a rule by a claim', () => {
  const customAttributes = { unit: new StringAttribute({ mutable: true }) };
  const synthWith = (props: Partial<CognitoAuthProps>) => {
    const app = new App();
    newAuth(newStack({ app }), { groups: GROUPS, customAttributes, ...props });
    return () => app.synth();
  };
  const byClaim = (claim: string) => [RoleRule.claimEquals(claim, 'x', 'staff')];

  test.each(['email', 'sub', 'custom:unit'])(
    'may go by %s, which users do not write or have to prove',
    (claim) => {
      expect(synthWith({ roleRules: byClaim(claim) })).not.toThrow();
    },
  );

  test('fails for one that users write as they like', () => {
    expect(synthWith({ roleRules: byClaim('nickname') })).toThrow(
      "ClaimWritable: roleRules decides by the claim 'nickname', which users may write themselves: " +
        'leave it out of writeAttributes, or decide by another [Stack/Auth]',
    );
  });

  test.each([
    ['phone_number', { email: true }],
    ['email', { phone: true }],
    ['email', { email: true, phone: true }],
    ['phone_number', { email: true, phone: true }],
  ])(
    'fails for %s, which nobody has to prove who signs up in a pool of %j',
    (claim, signInAliases) => {
      expect(synthWith({ signInAliases, roleRules: byClaim(claim) })).toThrow(
        `ClaimWritable: roleRules decides by the claim '${claim}'`,
      );
    },
  );

  test('fails for one that users write by a client which was added later', () => {
    const app = new App();
    const auth = newAuth(newStack({ app }), {
      groups: GROUPS,
      customAttributes,
      roleRules: byClaim('custom:unit'),
    });

    auth.addClient('Mobile', {
      writeAttributes: new ClientAttributes().withCustomAttributes('unit'),
    });

    expect(() => app.synth()).toThrow(/ClaimWritable: .*'custom:unit'/);
  });
});
