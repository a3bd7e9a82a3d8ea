import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { STACKS } from './upgrade/stacks';

/** What rule packs do not look at: each holds for a stack that says the least and for a rich one. */
describe.each(Object.entries(STACKS))('of the stack %s', (name, create) => {
  const template = Template.fromStack(create());
  const ofType = (type: string) =>
    Object.values(template.findResources(type)).map(({ Properties }) => Properties);
  const [identityPoolId] = Object.keys(template.findResources('AWS::Cognito::IdentityPool'));

  test('every role for users trusts this identity pool alone, and one kind of user', () => {
    const trusts = ofType('AWS::IAM::Role')
      .flatMap(({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement)
      .filter(({ Principal }) => Principal.Federated);

    expect(trusts.length).toBeGreaterThan(0);
    for (const { Action, Condition, Effect, Principal } of trusts) {
      expect([Effect, Principal]).toEqual([
        'Allow',
        { Federated: 'cognito-identity.amazonaws.com' },
      ]);
      expect([Action].flat()).toContain('sts:AssumeRoleWithWebIdentity');
      expect(Condition).toEqual({
        StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: identityPoolId } },
        'ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': expect.stringMatching(/^(un)?authenticated$/),
        },
      });
    }
  });

  test('no role of users may do more than invoke routes', () => {
    const actions = [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')]
      .filter(({ Roles }) => /Identities/.test(JSON.stringify(Roles)))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action }) => Action);

    expect(new Set(actions)).toEqual(new Set(['execute-api:Invoke']));
  });

  test('no service role can be assumed for another account', () => {
    const services = ofType('AWS::IAM::Role')
      .flatMap(({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement)
      .filter(({ Principal }) => Principal.Service === 'cognito-idp.amazonaws.com');

    for (const { Condition } of services) {
      expect(Condition.StringEquals).toMatchObject({
        'aws:SourceAccount': { Ref: 'AWS::AccountId' },
        'sts:ExternalId': expect.any(String),
      });
    }
  });

  test('the classic flow is off and tokens are checked on the server', () => {
    for (const pool of ofType('AWS::Cognito::IdentityPool')) {
      const { AllowClassicFlow, CognitoIdentityProviders } = pool;
      expect(AllowClassicFlow).toBe(false);
      for (const provider of CognitoIdentityProviders) {
        expect(provider).toMatchObject({ ServerSideTokenCheck: true });
      }
    }
  });

  test('clients have no secret, and tell nobody who has an account', () => {
    for (const client of ofType('AWS::Cognito::UserPoolClient')) {
      expect(client).toMatchObject({
        GenerateSecret: false,
        PreventUserExistenceErrors: 'ENABLED',
        EnableTokenRevocation: true,
      });
    }
  });

  test('one client has an OAuth flow where hosted login is asked for, by code, and no other', () => {
    const clients = ofType('AWS::Cognito::UserPoolClient');
    const flows = clients.filter(({ AllowedOAuthFlowsUserPoolClient: on }) => on === true);
    const others = clients.filter(({ AllowedOAuthFlowsUserPoolClient: on }) => on === false);

    expect(flows.length + others.length).toBe(clients.length);
    expect(flows).toEqual(
      ofType('AWS::Cognito::UserPoolDomain').map(() =>
        expect.objectContaining({
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: expect.arrayContaining(['openid']),
          CallbackURLs: ['https://www.example.com/'],
          LogoutURLs: ['https://www.example.com/'],
        }),
      ),
    );
    for (const client of others) {
      expect(client).not.toHaveProperty('AllowedOAuthFlows');
      expect(client).not.toHaveProperty('CallbackURLs');
    }
  });

  test('clients write standard attributes alone, and never what Cognito verifies', () => {
    for (const { WriteAttributes } of ofType('AWS::Cognito::UserPoolClient')) {
      const names: string[] = WriteAttributes;

      expect(names).toContain('email');
      expect(names.filter((name) => /^custom:|verified$/.test(name))).toEqual([]);
    }
  });

  test('tokens live an hour, and sessions 30 days', () => {
    for (const client of ofType('AWS::Cognito::UserPoolClient')) {
      expect(client).toMatchObject({
        AccessTokenValidity: 60,
        IdTokenValidity: 60,
        RefreshTokenValidity: 43_200,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      });
    }
  });

  test('CORS lets named origins in and no other', () => {
    for (const api of ofType('AWS::ApiGatewayV2::Api')) {
      expect(api.CorsConfiguration?.AllowOrigins ?? []).not.toContain('*');
      expect(api.CorsConfiguration?.AllowCredentials ?? false).toBe(false);
    }
  });

  test('a name that differs in case alone is the same user', () => {
    for (const pool of ofType('AWS::Cognito::UserPool')) {
      expect(pool).toMatchObject({ UsernameConfiguration: { CaseSensitive: false } });
    }
  });

  test('no grant names another stage, or every method at once', () => {
    const arns = [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::ManagedPolicy')]
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'execute-api:Invoke')
      .flatMap(({ Resource }) => Resource)
      .map((arn: { 'Fn::Join': [string, unknown[]] }) => String(arn['Fn::Join'][1].at(-1)));

    const [stage] = ofType('AWS::ApiGatewayV2::Stage').map(({ StageName }) => StageName);
    expect(stage).toBe(name === 'web' ? 'live' : '$default');
    expect(arns.length).toBeGreaterThan(0);
    for (const arn of arns) {
      const [, ofStage, method] = arn.split('/');
      expect([ofStage, method]).toEqual([stage, expect.stringMatching(/^[A-Z]+$/)]);
    }
  });
});
