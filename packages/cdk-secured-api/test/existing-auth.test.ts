import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Mfa, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import {
  AccountRootPrincipal,
  type IRole,
  ManagedPolicy,
  Policy,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import {
  CognitoAuth,
  type CognitoAuthBase,
  type ExistingAuthProps,
  RouteAccess,
  SecuredApi,
} from '../src';
import { inlineHandler, invokePatterns, newStack, onlyProperties } from './fixtures';

const IDENTITY_POOL_ID = 'us-east-1:00000000-1111-2222-3333-444444444444';
const ENV = { account: '111122223333', region: 'us-east-1' };

const PROVIDER_NAME = ['cognito-idp.us-east-1.', { Ref: 'AWS::URLSuffix' }, '/us-east-1_Existing'];

const roleOf = (stack: Stack, name: string, account = ENV.account) =>
  Role.fromRoleArn(stack, name, `arn:aws:iam::${account}:role/${name}`);

const poolsOf = (stack: Stack) => ({
  userPool: UserPool.fromUserPoolId(stack, 'Users', 'us-east-1_Existing'),
  userPoolClient: UserPoolClient.fromUserPoolClientId(stack, 'Client', 'existingclient'),
  selfSignUp: false,
});

const identityPoolOf = (stack: Stack) => ({
  identityPoolId: IDENTITY_POOL_ID,
  authenticatedRole: roleOf(stack, 'Authenticated'),
});

/** A stack with an auth on an existing user pool and client. */
function scene(props: (stack: Stack) => Partial<ExistingAuthProps> = () => ({})) {
  const stack = newStack({ env: ENV });
  const auth = CognitoAuth.fromExisting(stack, 'Auth', { ...poolsOf(stack), ...props(stack) });
  return { stack, auth };
}

function apiOf(stack: Stack, auth: CognitoAuthBase, access?: RouteAccess): SecuredApi {
  const routes = { 'GET /items/{id}': { handler: inlineHandler(stack), access } };
  return new SecuredApi(stack, 'Api', { auth, routes });
}

describe('an auth on an existing user pool', () => {
  test('makes an identity pool for its client, and no user pool', () => {
    const { stack } = scene();

    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolClient', 0);
    expect(onlyProperties(stack, 'AWS::Cognito::IdentityPool')).toMatchObject({
      AllowClassicFlow: false,
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [
        {
          ClientId: 'existingclient',
          ProviderName: { 'Fn::Join': ['', [...PROVIDER_NAME]] },
          ServerSideTokenCheck: true,
        },
      ],
    });
  });

  test('gives its users routes as any other', () => {
    const { stack, auth } = scene();

    apiOf(stack, auth);

    expect(invokePatterns(stack)).toEqual({ Authenticated: ['GET/items/*'] });
  });

  test('gives guests a role where a new identity pool is to have one', () => {
    const { stack, auth } = scene(() => ({ guests: true }));

    apiOf(stack, auth, RouteAccess.guests());

    expect(Object.keys(invokePatterns(stack)).sort()).toEqual(['Authenticated', 'Guests']);
  });

  test('takes tokens of its client on JWT routes', () => {
    const { stack, auth } = scene();

    const [start, ...rest] = PROVIDER_NAME;

    apiOf(stack, auth, RouteAccess.jwt());

    expect(onlyProperties(stack, 'AWS::ApiGatewayV2::Authorizer').JwtConfiguration).toEqual({
      Audience: ['existingclient'],
      Issuer: { 'Fn::Join': ['', [`https://${start}`, ...rest]] },
    });
  });

  test('tells clients what it was told', () => {
    const { stack, auth } = scene(() => ({
      selfSignUp: true,
      signInAliases: { username: true },
      flows: ['USER_SRP_AUTH', 'CUSTOM_AUTH'],
      mfa: Mfa.REQUIRED,
      passwordPolicy: { minLength: 20, requireSymbols: false },
      devOrigins: ['http://localhost:5173'],
    }));
    const api = apiOf(stack, auth);

    const config = stack.resolve(api.clientConfig.toJsonString());

    const text = typeof config === 'string' ? config : config['Fn::Join'][1].join('');
    expect(text).toContain('"userPoolId":"us-east-1_Existing"');
    expect(text).toContain('"identifiers":["username"]');
    expect(text).toContain('"flows":["USER_SRP_AUTH","CUSTOM_AUTH"]');
    expect(text).toContain('"mfa":"ON"');
    expect(text).toContain('"minLength":20,"requires":["lowercase","uppercase","numbers"]');
    expect(auth.devOrigins).toEqual(['http://localhost:5173']);
  });

  test('tells clients what is usual where it was told nothing', () => {
    const { stack, auth } = scene();
    const api = apiOf(stack, auth);

    const text = JSON.stringify(stack.resolve(api.clientConfig.toJsonString()));

    expect(text).toContain('\\"identifiers\\":[\\"email\\"]');
    expect(text).toContain('\\"flows\\":[\\"USER_SRP_AUTH\\"]');
    expect(text).toContain('\\"mfa\\":\\"OPTIONAL\\"');
    expect(text).toContain('\\"minLength\\":8');
    expect(auth.devOrigins).toEqual([]);
  });
});

describe('an auth on an existing identity pool', () => {
  const withRoles = (stack: Stack) => ({
    identityPool: {
      ...identityPoolOf(stack),
      guestRole: roleOf(stack, 'Guests'),
      groups: [
        { name: 'admin', includes: ['editor'], role: roleOf(stack, 'Admin') },
        { name: 'editor', role: roleOf(stack, 'Editor') },
      ],
    },
  });

  /** What an API grants, by the names of the roles. */
  function grantsOf(access: RouteAccess) {
    const { stack, auth } = scene(withRoles);
    apiOf(stack, auth, access);
    return Object.keys(invokePatterns(stack))
      .map((role) => role.replaceAll('"', ''))
      .sort();
  }

  test('makes no pool, no role and no role attachment', () => {
    const { stack, auth } = scene(withRoles);
    new SecuredApi(stack, 'Api', { auth });

    const template = Template.fromStack(stack);

    for (const type of ['IdentityPool', 'IdentityPoolRoleAttachment', 'UserPool']) {
      template.resourceCountIs(`AWS::Cognito::${type}`, 0);
    }
    template.resourceCountIs('AWS::IAM::Role', 0);
    expect(auth.identityPoolId).toBe(IDENTITY_POOL_ID);
  });

  test.each<[string, RouteAccess, string[]]>([
    ['signed-in users', RouteAccess.signedIn(), ['Admin', 'Authenticated', 'Editor']],
    ['a group', RouteAccess.group('editor'), ['Admin', 'Editor']],
    ['guests', RouteAccess.guests(), ['Admin', 'Authenticated', 'Editor', 'Guests']],
  ])('gives %s a route by policies on the existing roles', (_, access, roles) => {
    expect(grantsOf(access)).toEqual(roles);
  });

  test('is granted other resources as any principal', () => {
    const { stack, auth } = scene((own) => ({ identityPool: identityPoolOf(own) }));

    new Bucket(stack, 'Bucket').grantRead(auth.signedInUsers);

    expect(onlyProperties(stack, 'AWS::IAM::Policy').Roles).toEqual(['Authenticated']);
  });

  test('has no guests unless it has a role for them', () => {
    const { auth } = scene((stack) => ({ identityPool: identityPoolOf(stack) }));

    expect(() => auth.guests).toThrow(/^GuestsOff/);
  });

  test.each<[string, (stack: Stack, role: IRole) => void]>([
    [
      'a policy',
      (stack, role) => {
        const statements = [
          new PolicyStatement({ actions: ['execute-api:Invoke'], resources: ['*'] }),
        ];
        new Policy(stack, 'Extra', { roles: [role], statements });
      },
    ],
    [
      'a managed policy',
      (stack, role) => {
        const statements = [new PolicyStatement({ actions: ['*'], resources: ['*'] })];
        new ManagedPolicy(stack, 'Extra', { roles: [role], statements });
      },
    ],
  ])('fails where %s of the app lets its users invoke past an API', (_, give) => {
    const { stack, auth } = scene((own) => ({ identityPool: identityPoolOf(own) }));
    apiOf(stack, auth);

    const again = Role.fromRoleName(stack, 'Again', 'Authenticated');
    give(stack, again);

    expect(() => Template.fromStack(stack)).toThrow(
      /InvokeGrantedPastApi: 'Stack\/Extra\/Resource'/,
    );
  });

  test('fails where a role of this app is given a right by its name', () => {
    const { stack, auth } = scene((own) => ({
      identityPool: {
        identityPoolId: IDENTITY_POOL_ID,
        authenticatedRole: new Role(own, 'Made', {
          roleName: 'users',
          assumedBy: new AccountRootPrincipal(),
        }),
      },
    }));
    apiOf(stack, auth);

    new Policy(stack, 'Extra', {
      roles: [Role.fromRoleName(stack, 'Again', 'users')],
      statements: [new PolicyStatement({ actions: ['execute-api:*'], resources: ['*'] })],
    });

    expect(() => Template.fromStack(stack)).toThrow(
      /InvokeGrantedPastApi: 'Stack\/Extra\/Resource'/,
    );
  });

  test('fails where a role of this app that is named again may invoke on its own', () => {
    const { stack, auth } = scene((own) => ({ identityPool: identityPoolOf(own) }));
    apiOf(stack, auth);

    const role = new Role(stack, 'Made', {
      roleName: 'Authenticated',
      assumedBy: new AccountRootPrincipal(),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['execute-api:*'], resources: ['*'] }));

    expect(() => Template.fromStack(stack)).toThrow(
      /InvokeGrantedPastApi: 'Stack\/Made\/DefaultPolicy\/Resource'/,
    );
  });

  test.each([
    ['a group', (role: IRole) => ({ groups: [{ name: 'staff', role }] })],
    ['guests', (guestRole: IRole) => ({ guestRole })],
  ])('fails where %s would get the role of signed-in users', (_, more) => {
    const shared = (stack: Stack) => Role.fromRoleName(stack, 'Again', 'Authenticated');

    const make = () =>
      scene((stack) => ({ identityPool: { ...identityPoolOf(stack), ...more(shared(stack)) } }));

    expect(make).toThrow(/^RoleShared: signed-in users and (group staff|guests) have one role, /);
  });

  test('fails for a role of another account, to which no policy can be added', () => {
    expect(() =>
      scene((stack) => ({
        identityPool: {
          identityPoolId: IDENTITY_POOL_ID,
          authenticatedRole: roleOf(stack, 'Authenticated', '999999999999'),
        },
      })),
    ).toThrow(
      'RoleOfOtherAccount: the role of signed-in users is of account 999999999999, to which no ' +
        'policy can be added from 111122223333: use pools and roles of one account [Stack/Auth]',
    );
  });

  test('fails where guests are asked for beside it', () => {
    expect(() => scene((stack) => ({ guests: true, identityPool: identityPoolOf(stack) }))).toThrow(
      /^GuestsOfExistingPool: guests says what a new identity pool does/,
    );
  });
});
