import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { AccountPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { CognitoAuth, RouteAccess, type SecuredRouteProps } from '../src';
import {
  inlineHandler,
  invokePatterns,
  newApi,
  newAuth,
  newStack,
  onlyProperties,
  patternOf,
} from './fixtures';

const GROUPS = [{ name: 'admin', includes: ['editor'] }, { name: 'editor' }];

/** An API with groups and guests whose routes have these accesses. */
function apiWith(accesses: Record<string, RouteAccess | undefined>) {
  const stack = newStack();
  const auth = newAuth(stack, { guests: true, groups: GROUPS });
  const api = newApi(stack, auth);
  const handler = inlineHandler(stack);
  const routesOf = (wanted: Record<string, RouteAccess | undefined>) =>
    Object.fromEntries(
      Object.entries(wanted).map(([key, access]): [string, SecuredRouteProps] => [
        key,
        { handler, access },
      ]),
    );
  api.addRoutes(routesOf(accesses));
  return { api, auth, handler, stack, routesOf };
}

const synthErrors = (stack: Stack) => {
  try {
    Template.fromStack(stack);
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('a derived grant', () => {
  test('is exactly one statement on exactly the routes', () => {
    const stack = newStack();
    const api = newApi(stack, newAuth(stack));

    api.addRoutes({ 'GET /private': { handler: inlineHandler(stack) } });

    const { PolicyDocument, PolicyName, Roles } = onlyProperties(stack, 'AWS::IAM::Policy');
    expect(PolicyName).toMatch(/^Stack-/);
    expect(Roles).toEqual([{ Ref: expect.stringMatching(/^AuthIdentitiesAuthenticatedRole/) }]);
    expect(PolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'execute-api:Invoke',
          Resource: {
            'Fn::Join': [
              '',
              [
                'arn:',
                { Ref: 'AWS::Partition' },
                ':execute-api:',
                { Ref: 'AWS::Region' },
                ':',
                { Ref: 'AWS::AccountId' },
                ':',
                { Ref: expect.stringMatching(/^Api/) },
                '/$default/GET/private',
              ],
            ],
          },
        },
      ],
    });
  });

  test('of each access reaches these roles and no other', () => {
    const { stack } = apiWith({
      'GET /signed-in': undefined,
      'GET /editors': RouteAccess.group('editor'),
      'GET /admins': RouteAccess.group('admin'),
      'GET /guests': RouteAccess.guests(),
      'GET /nobody': RouteAccess.grantees(),
      'GET /anyone': RouteAccess.anyone(),
    });

    expect(invokePatterns(stack)).toEqual({
      Authenticated: ['GET/guests', 'GET/signed-in'],
      Groupadmin: ['GET/admins', 'GET/editors', 'GET/guests', 'GET/signed-in'],
      Groupeditor: ['GET/editors', 'GET/guests', 'GET/signed-in'],
      Guests: ['GET/guests'],
    });
  });

  test('counts routes that are added later, in the same statement', () => {
    const { api, routesOf, stack } = apiWith({ 'GET /a': undefined });

    api.addRoutes(routesOf({ 'POST /b/{id}': undefined }));

    expect(invokePatterns(stack).Authenticated).toEqual(['GET/a', 'POST/b/*']);
  });

  test('in a nested stack, whose name is known at deploy only, is named by its path', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const api = newApi(nested, newAuth(stack));

    api.addRoutes({ 'GET /a': { handler: inlineHandler(nested) } });

    expect(onlyProperties(nested, 'AWS::IAM::Policy').PolicyName).toMatch(/^StackNestedApiGrants/);
  });

  test.each([
    ['guests that the auth does not have', RouteAccess.guests(), /^GuestsOff/],
    [
      'a group that the auth does not have',
      RouteAccess.group('nobody'),
      /^GroupNotFound: group 'nobody'/,
    ],
  ])('fails for %s', (_, access, error) => {
    const stack = newStack();
    const api = newApi(stack, newAuth(stack));

    expect(() => api.addRoutes({ 'GET /a': { handler: inlineHandler(stack), access } })).toThrow(
      error,
    );
  });

  test('fails for no group at all', () => {
    expect(() => RouteAccess.group()).toThrow(/^GroupMissing/);
  });
});

describe('a route of its owner', () => {
  const idBy = (provider: string) => `\${${provider}.amazonaws.com:sub}`;
  const OWN = idBy('cognito-identity');

  test('is granted to signed-in users where the parameter is their identity id', () => {
    const { stack } = apiWith({ 'GET /users/{id}': RouteAccess.owner('id') });

    const own = [`GET/users/${OWN}`];
    expect(invokePatterns(stack)).toEqual({
      Authenticated: own,
      Groupadmin: own,
      Groupeditor: own,
    });
  });

  test('is in aws-us-gov by the variable of that partition', () => {
    const stack = newStack({ env: { region: 'us-gov-west-1' } });
    const api = newApi(stack, newAuth(stack));

    api.addRoutes({
      'GET /users/{id}': { handler: inlineHandler(stack), access: RouteAccess.owner('id') },
    });

    expect(JSON.stringify(Template.fromStack(stack))).toContain(
      `GET/users/${idBy('cognito-identity-us-gov')}`,
    );
  });

  test('is anybody’s whom another access lets in', () => {
    const { stack } = apiWith({
      'GET /users/{id}': RouteAccess.anyOf(RouteAccess.owner('id'), RouteAccess.group('admin')),
    });

    expect(invokePatterns(stack)).toEqual({
      Authenticated: [`GET/users/${OWN}`],
      Groupadmin: ['GET/users/*'],
      Groupeditor: [`GET/users/${OWN}`],
    });
  });

  test('is not given to the users of another auth', () => {
    const { api, stack } = apiWith({ 'GET /users/{id}': RouteAccess.owner('id') });
    const before = Object.keys(invokePatterns(newOwner().stack));

    new CognitoAuth(stack, 'Partners', { selfSignUp: false }).attachPermissionsForAuthUsers([api]);

    expect(Object.keys(invokePatterns(stack))).toEqual(before);
  });

  test('fails where another pattern of the role would open it to everyone', () => {
    const { stack } = apiWith({
      'GET /users/{id}': RouteAccess.owner('id'),
      'GET /users/{rest+}': undefined,
    });

    expect(synthErrors(stack)).toContain(
      "the request 'GET /users/1', which may reach 'GET /users/{id}'",
    );
  });

  test.each([
    ['GET /users/{id}', 'user', 'does not stand in the path'],
    ['GET /users/{id+}', 'id', 'is greedy'],
    ['$default', 'id', 'does not stand in the path'],
  ])('fails for %s by %s', (key, parameter, why) => {
    expect(() => apiWith({ [key]: RouteAccess.owner(parameter) })).toThrow(
      `OwnParameterMissing: route '${key}' is its owner's by '${parameter}', which ${why}: name a ` +
        'variable of one segment [Stack/Api]',
    );
  });

  const newOwner = () => apiWith({ 'GET /users/{id}': RouteAccess.owner('id') });
});

describe('any of several accesses', () => {
  test('reaches the roles of each', () => {
    const { stack } = apiWith({
      'GET /a': RouteAccess.anyOf(RouteAccess.group('editor'), RouteAccess.grantees()),
    });

    expect(invokePatterns(stack)).toEqual({ Groupadmin: ['GET/a'], Groupeditor: ['GET/a'] });
  });

  test('fails for none', () => {
    expect(() => RouteAccess.anyOf()).toThrow(/^AccessMissing/);
  });

  test('fails for one that IAM does not guard', () => {
    expect(() => RouteAccess.anyOf(RouteAccess.signedIn(), RouteAccess.anyone())).toThrow(
      /^AccessNotIam/,
    );
  });
});

describe('the size of the policies', () => {
  const manyRoutes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`GET /route-number-${i}`, undefined]),
    );

  test('of 300 routes goes over to managed policies, each within what IAM takes', () => {
    const { stack } = apiWith(manyRoutes(300));

    const template = Template.fromStack(stack);
    const sizes = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(
      ({ Properties }) => renderedLength(Properties.PolicyDocument),
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThan(6144);
    expect(invokePatterns(stack).Authenticated).toHaveLength(300);
  });

  test('of an inline policy leaves room for the user’s own', () => {
    const { stack } = apiWith(manyRoutes(300));

    const sizes = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(
      ({ Properties }) => renderedLength(Properties.PolicyDocument),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8000);
  });

  test('of 300 routes with a fence for every third is within what IAM takes', () => {
    const routes = Array.from({ length: 100 }, (_, i) => ({
      [`GET /resource-${i}`]: undefined,
      [`GET /resource-${i}/{id}`]: undefined,
      [`GET /resource-${i}/{id}/audit`]: RouteAccess.group('admin'),
    }));

    const { stack } = apiWith(Object.assign({}, ...routes));

    const template = Template.fromStack(stack);
    const sizesOf = (type: string) =>
      Object.values(template.findResources(type)).map(({ Properties }) =>
        renderedLength(Properties.PolicyDocument),
      );
    expect(Math.max(...sizesOf('AWS::IAM::Policy'))).toBeLessThanOrEqual(8000);
    expect(Math.max(...sizesOf('AWS::IAM::ManagedPolicy'))).toBeLessThanOrEqual(6000);
    expect(invokePatterns(stack, 'Deny').Authenticated).toHaveLength(200);
  });

  /** Routes too long for any policy; every second one is of another access. */
  const longRoutes = (second: RouteAccess | undefined) => {
    const long = 'x'.repeat(200);
    return Object.fromEntries(
      Array.from({ length: 299 }, (_, i) => [`GET /${long}/${i}`, i % 2 ? second : undefined]),
    );
  };

  test('is kept by one pattern where all that it reaches is granted', () => {
    const { stack } = apiWith(longRoutes(undefined));

    expect(invokePatterns(stack).Authenticated).toEqual(['*/*']);
  });

  test('is kept by a pattern a method where all that it reaches is granted', () => {
    const { stack } = apiWith({ ...longRoutes(undefined), 'PUT /x': RouteAccess.group('admin') });

    expect(invokePatterns(stack).Authenticated).toEqual(['GET/*']);
  });

  test('fails beyond what a role may hold, and names role and count', () => {
    const { stack } = apiWith(longRoutes(RouteAccess.group('admin')));

    expect(synthErrors(stack)).toContain(
      "PolicyTooLarge: role 'Stack/Auth/Identities/Authenticated' would hold 150 routes",
    );
  });

  /** Characters as IAM counts them, with everything that is only known at deploy at its longest. */
  function renderedLength(document: unknown): number {
    const text = JSON.stringify(document, (_, value) =>
      value && typeof value === 'object' && 'Fn::Join' in value
        ? value['Fn::Join'][1].map((part: string | { Ref: string }) => rendered(part)).join('')
        : value,
    );
    return text.length;
  }

  function rendered(part: string | { Ref: string }): string {
    if (typeof part === 'string') return part;
    const longest: Record<string, string> = {
      'AWS::Partition': 'aws-us-gov',
      'AWS::Region': 'ap-southeast-1',
      'AWS::AccountId': '123456789012',
    };
    return longest[part.Ref] ?? 'abcdefghij';
  }
});

describe('grantInvoke', () => {
  const roleIn = (stack: Stack) =>
    new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });

  test('gives a role the named routes', () => {
    const { api, stack } = apiWith({ 'GET /a': RouteAccess.grantees(), 'GET /b': undefined });

    const grant = api.grantInvoke(roleIn(stack), ['get /a']);

    expect(grant.success).toBe(true);
    expect(callerPatterns(stack)).toEqual(['GET/a']);
  });

  test('gives a role every IAM route without names, later ones too, and no open one', () => {
    const { api, routesOf, stack } = apiWith({
      'GET /a': RouteAccess.grantees(),
      'GET /open': RouteAccess.anyone(),
    });

    api.grantInvoke(roleIn(stack));
    api.addRoutes(routesOf({ 'GET /later': undefined }));

    expect(callerPatterns(stack)).toEqual(['GET/a', 'GET/later']);
  });

  test('gives a group a route in the policy that it has already', () => {
    const { api, auth, stack } = apiWith({ 'GET /a': RouteAccess.grantees(), 'GET /b': undefined });

    const grant = api.grantInvoke(auth.group('admin'), ['GET /a']);

    expect(grant.success).toBe(true);
    expect(invokePatterns(stack)).toEqual({
      Authenticated: ['GET/b'],
      Groupadmin: ['GET/a', 'GET/b'],
      Groupeditor: ['GET/b'],
    });
  });

  test('gives guests every IAM route without names, and no open one', () => {
    const { api, auth, routesOf, stack } = apiWith({
      'GET /a': RouteAccess.grantees(),
      'GET /open': RouteAccess.anyone(),
    });

    api.grantInvoke(auth.guests);
    api.addRoutes(routesOf({ 'GET /later': RouteAccess.grantees() }));

    expect(invokePatterns(stack)).toEqual({ Guests: ['GET/a', 'GET/later'] });
  });

  test('fails for a route that is not defined', () => {
    const { api, auth } = apiWith({});

    expect(() => api.grantInvoke(auth.guests, ['GET /a'])).toThrow(/^RouteNotFound/);
  });

  test('fails for a route that is open anyway', () => {
    const { api, auth } = apiWith({ 'GET /a': RouteAccess.anyone() });

    expect(() => api.grantInvoke(auth.guests, ['GET /a'])).toThrow(
      "RouteNotIam: route 'GET /a' is not guarded by IAM, a grant on it means nothing",
    );
  });

  test('fails for a principal that can carry no policy', () => {
    const { api } = apiWith({ 'GET /a': undefined });

    expect(() => api.grantInvoke(new AccountPrincipal('111122223333'))).toThrow(
      'GranteeWithoutPolicy: a principal outside this app can carry no policy, and an HTTP API ' +
        'has none of its own: grant a role of this account and let the caller assume it',
    );
  });

  function callerPatterns(stack: Stack): string[] | undefined {
    const granted = Object.entries(invokePatterns(stack));
    return granted.find(([role]) => role.startsWith('Caller'))?.[1];
  }
});

describe('attached permissions', () => {
  /** An auth of a stack of its own, and an API of another stack with another auth. */
  function twoStacks() {
    const app = new App();
    const users = newStack({ app, id: 'Users' });
    const partners = new CognitoAuth(users, 'Partners', {
      selfSignUp: false,
      guests: true,
      groups: GROUPS,
    });
    const stack = newStack({ app, id: 'Apis' });
    const api = newApi(stack, newAuth(stack, { guests: true, groups: GROUPS }));
    const handler = inlineHandler(stack);
    api.addRoutes({
      'GET /signed-in': { handler },
      'GET /editors': { handler, access: RouteAccess.group('editor') },
      'GET /guests': { handler, access: RouteAccess.guests() },
      'GET /nobody': { handler, access: RouteAccess.grantees() },
    });
    return { api, handler, partners, stack, users };
  }

  /** What roles of the other stack may invoke, without those of the API's own auth. */
  const foreign = (stack: Stack) =>
    Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
      .map(({ Properties }) => Properties)
      .filter(({ Roles }) => 'Fn::ImportValue' in Roles[0])
      .map(({ PolicyDocument, PolicyName, Roles }) => ({
        role: /Identities(\w+?)Role/.exec(Roles[0]['Fn::ImportValue'])?.[1],
        name: PolicyName,
        routes: [PolicyDocument.Statement[0].Resource].flat().map(patternOf),
      }));

  test('for auth users are the signedIn and guests routes, in the stack of the API', () => {
    const { api, partners, stack, users } = twoStacks();

    partners.attachPermissionsForAuthUsers([api]);

    expect(foreign(stack)).toEqual(
      ['Authenticated', 'Groupadmin', 'Groupeditor'].map((role) => ({
        role,
        name: expect.stringMatching(/^Apis-/),
        routes: ['GET/guests', 'GET/signed-in'],
      })),
    );
    expect(users.dependencies).toEqual([]);
  });

  test('for unauth users are the guests routes', () => {
    const { api, partners, stack } = twoStacks();

    partners.attachPermissionsForUnauthUsers([api]);

    expect(foreign(stack)).toMatchObject([{ role: 'Guests', routes: ['GET/guests'] }]);
  });

  test('for a group are the routes of that group', () => {
    const { api, partners, stack } = twoStacks();

    partners.attachPermissionsForGroup('editor', [api]);

    expect(foreign(stack)).toMatchObject([
      { role: 'Groupadmin', routes: ['GET/editors'] },
      { role: 'Groupeditor', routes: ['GET/editors'] },
    ]);
  });

  test('count routes that are added later', () => {
    const { api, handler, partners, stack } = twoStacks();
    partners.attachPermissionsForUnauthUsers([api]);

    api.addRoutes({ 'GET /later': { handler, access: RouteAccess.guests() } });

    expect(foreign(stack)).toMatchObject([{ routes: ['GET/guests', 'GET/later'] }]);
  });

  test('change nothing for the auth of the API itself', () => {
    const { api, auth, stack } = apiWith({ 'GET /a': undefined, 'GET /g': RouteAccess.guests() });
    const {
      auth: attached,
      api: other,
      stack: attachedStack,
    } = apiWith({
      'GET /a': undefined,
      'GET /g': RouteAccess.guests(),
    });

    attached.attachPermissionsForAuthUsers([other]);
    attached.attachPermissionsForAuthUsers([other]);
    attached.attachPermissionsForUnauthUsers([other]);

    expect(Template.fromStack(attachedStack).toJSON()).toEqual(Template.fromStack(stack).toJSON());
    expect(api.auth).toBe(auth);
  });

  test('for unauth users fail where there are no guests', () => {
    const stack = newStack();

    expect(() => newAuth(stack).attachPermissionsForUnauthUsers([])).toThrow(/^GuestsOff/);
  });

  test('for a group that is not defined fail', () => {
    const stack = newStack();

    expect(() => newAuth(stack).attachPermissionsForGroup('x', [])).toThrow(/^GroupNotFound/);
  });
});

describe('synthesis', () => {
  const ITEMS = {
    'GET /items': RouteAccess.group('admin'),
    'GET /items/{id}': undefined,
    'GET /items/special': RouteAccess.group('editor'),
    'GET /items/{id}/audit': RouteAccess.group('admin'),
  };
  const callerIn = (stack: Stack) =>
    new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });

  test('fences each role off the routes that its patterns reach', () => {
    const { stack } = apiWith(ITEMS);

    expect(invokePatterns(stack, 'Deny')).toEqual({
      Authenticated: [
        'GET/items/',
        'GET/items/*/audit',
        'GET/items/*/audit/',
        'GET/items/special',
        'GET/items/special/',
      ],
      Groupeditor: ['GET/items/', 'GET/items/*/audit', 'GET/items/*/audit/'],
    });
    expect(invokePatterns(stack).Groupadmin).toContain('GET/items/*/audit');
  });

  test('makes a policy wait for the one that fences it', () => {
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, i) => [`GET /route-number-${i}`, undefined]),
    );
    const { stack } = apiWith({ ...many, ...ITEMS });

    const [managed] = Object.values(
      Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'),
    );
    expect(managed?.DependsOn).toEqual([expect.stringMatching(/Policy/)]);
    expect(JSON.stringify(managed?.Properties.PolicyDocument)).not.toContain('"Deny"');
  });

  test('fails where no Deny can fence, with both routes, a request and the remedy', () => {
    const { stack } = apiWith({
      'GET /files/{path+}': undefined,
      'GET /files/{id}/audit': RouteAccess.group('admin'),
    });

    const message = synthErrors(stack);
    expect(message).toContain(
      "RouteLeak: what grants 'GET /files/{path+}' to signed-in users also allows the request " +
        "'GET /files/1/audit', which may reach 'GET /files/{id}/audit', and no Deny takes that " +
        'away and nothing else: grant both to the same callers, or move one to a path that the ' +
        'other does not cover [Stack/Api]',
    );
    expect(message).not.toContain('to group admin');
  });

  test('fails where only an escaped slash separates two routes, unless they are accepted', () => {
    const routes = {
      'GET /items/{id}/name': undefined,
      'GET /items/{id}': RouteAccess.group('admin'),
    };
    const { stack } = apiWith(routes);
    const { api: accepting, stack: accepted } = apiWith(routes);

    accepting.acceptEncodedSlash('GET /items/{id}/name', 'GET /items/{id}');

    expect(synthErrors(stack)).toContain(
      "RouteLeakByEncodedSlash: what grants 'GET /items/{id}/name' to signed-in users also allows " +
        "the request 'GET /items/1%2Fname', which reaches 'GET /items/{id}' if AWS routes by " +
        'segments and authorizes the decoded path: grant both to the same callers, or move one ' +
        'to a path that the other does not cover, or accept it by ' +
        "acceptEncodedSlash('GET /items/{id}/name', 'GET /items/{id}') [Stack/Api]",
    );
    expect(synthErrors(accepted)).toBe('');
  });

  test('fences an IAM route that somebody else added to the API', () => {
    const { api, stack } = apiWith({ 'GET /items/{id}': undefined });

    new CfnRoute(stack, 'Foreign', {
      apiId: api.httpApi.apiId,
      routeKey: 'GET /items/{id}/foreign',
      authorizationType: 'AWS_IAM',
    });

    expect(invokePatterns(stack, 'Deny').Authenticated).toEqual([
      'GET/items/*/foreign',
      'GET/items/*/foreign/',
    ]);
  });

  test('fences a role of this app by a Deny of its own', () => {
    const { api, stack } = apiWith({
      'GET /items/{id}': RouteAccess.grantees(),
      'GET /items/{id}/audit': RouteAccess.grantees(),
    });

    api.grantInvoke(callerIn(stack), ['GET /items/{id}']);

    expect(Object.values(invokePatterns(stack, 'Deny'))).toEqual([
      ['GET/items/*/audit', 'GET/items/*/audit/'],
    ]);
  });

  test('fails where a grantee can carry no Deny', () => {
    const { api, stack } = apiWith({
      'GET /items/{id}': RouteAccess.grantees(),
      'GET /items/{id}/audit': RouteAccess.grantees(),
      'GET /exact': RouteAccess.grantees(),
    });
    const arn = 'arn:aws:iam::111122223333:role/elsewhere';
    const imported = Role.fromRoleArn(stack, 'Imported', arn);

    api.grantInvoke(imported, ['GET /items/{id}', 'GET /exact']);

    const message = synthErrors(stack);
    expect(message).toContain("to 'Stack/Imported' also allows the request 'GET /items/1/audit'");
    expect(message).toContain('and they can carry no Deny');
  });

  test('takes all that a grantee was given together', () => {
    const { api, stack } = apiWith({
      'GET /items/{id}': RouteAccess.grantees(),
      'GET /items/{id}/audit': RouteAccess.grantees(),
    });
    const caller = new Role(stack, 'Caller', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });

    api.grantInvoke(caller, ['GET /items/{id}']);
    api.grantInvoke(caller, ['GET /items/{id}/audit']);

    expect(synthErrors(stack)).toBe('');
  });

  test('of a stage makes the policies of its stacks', () => {
    const stage = new Stage(new App(), 'Beta');
    const stack = new Stack(stage, 'Stack');
    const api = newApi(stack, newAuth(stack));

    api.addRoutes({ 'GET /a': { handler: inlineHandler(stack) } });

    expect(invokePatterns(stack)).toEqual({ Authenticated: ['GET/a'] });
  });

  test('does not mistake the API of a twin stack for this one', () => {
    const app = new App();
    const addApi = (id: string, routeKey: string, access?: RouteAccess) => {
      const stack = newStack({ app, id });
      const api = newApi(stack, newAuth(stack, { groups: GROUPS }));
      api.addRoutes({ [routeKey]: { handler: inlineHandler(stack), access } });
    };

    addApi('One', 'GET /items/{id}');
    addApi('Two', 'GET /items/1/audit', RouteAccess.group('admin'));

    expect(() => app.synth()).not.toThrow();
  });
});
