import { App, Aws, CfnParameter, CfnResource, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import type { CognitoAuth, SecuredApi } from '../src';
import { newApi, newAuth, newStack } from './fixtures';

interface Scene {
  readonly stack: Stack;
  readonly auth: CognitoAuth;
  readonly api: SecuredApi;
  /** The role of signed-in users. */
  readonly role: iam.Role;
}

/** A stack in which somebody gives the role of signed-in users something past the API. */
function scene(give: (scene: Scene) => void = () => undefined): Stack {
  const stack = newStack();
  const auth = newAuth(stack);
  const api = newApi(stack, auth);
  const role = auth.node
    .findAll()
    .find(({ node }) => node.path === 'Stack/Auth/Identities/Authenticated/Role');
  if (!(role instanceof iam.Role)) throw new Error('no role of signed-in users');
  give({ stack, auth, api, role });
  return stack;
}

const arnOf = (path: string) =>
  `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${path}`;

const invoke = (...resources: string[]) =>
  new iam.PolicyStatement({ actions: ['execute-api:Invoke'], resources });

const document = (...statements: iam.PolicyStatement[]) => new iam.PolicyDocument({ statements });

const refusalOf = (path: string) =>
  `InvokeGrantedPastApi: '${path}' gives signed-in users execute-api:Invoke past the grants of an ` +
  'API, which keep it to single routes: use the grantInvoke of the SecuredApi ' +
  '[Stack/Auth/Identities/Authenticated]';

describe('a statement for signed-in users', () => {
  test.each<[string, (scene: Scene) => iam.PolicyStatementProps]>([
    ['everything', () => ({ actions: ['*'], resources: ['*'] })],
    ['every API', () => ({ actions: ['execute-api:*'], resources: ['*'] })],
    ['an action in other case', () => ({ actions: ['Execute-API:Inv*'], resources: ['*'] })],
    ['all but one action', () => ({ notActions: ['s3:GetObject'], resources: ['*'] })],
    [
      'all but an action that nobody knows yet',
      ({ stack }) => ({
        notActions: [new CfnParameter(stack, 'Action').valueAsString],
        resources: ['*'],
      }),
    ],
    [
      'all but one resource',
      () => ({ actions: ['execute-api:Invoke'], notResources: ['arn:aws:s3:::files'] }),
    ],
    ['every service', () => ({ actions: ['execute-api:Invoke'], resources: ['arn:aws:*'] })],
    ['an ARN of any kind', () => ({ actions: ['*'], resources: ['?rn:*/GET/x'] })],
    ['the stage of any API', () => ({ actions: ['*'], resources: [arnOf('*/$default/GET/x')] })],
  ])('on %s fails, because the API could not check it', (_, props) => {
    const stack = scene((all) => {
      const statement = new iam.PolicyStatement(props(all));
      all.auth.signedInUsers.grantPrincipal.addToPrincipalPolicy(statement);
    });

    expect(() => Template.fromStack(stack)).toThrow(
      refusalOf('Stack/Auth/Identities/Authenticated/Role/DefaultPolicy/Resource'),
    );
  });

  test.each<[string, (scene: Scene) => string]>([
    ['by its id', ({ api }) => arnOf(`${api.httpApi.apiId}/*`)],
    ['by the id in a joined list', ({ api }) => Fn.join(':', [arnOf(api.httpApi.apiId), '*'])],
    [
      'by a substitution with a variable',
      ({ api }) => Fn.sub(`arn:aws:execute-api:x:1:\${Id}/*`, { Id: api.httpApi.apiId }),
    ],
    [
      'by a substitution of its logical id',
      ({ api, stack }) =>
        Fn.sub(`arn:aws:execute-api:x:1:\${${logicalIdOf(stack, api)}}/prod/GET/x`),
    ],
    [
      'by a selected part',
      ({ api }) => Fn.select(0, Fn.split('|', `${arnOf(api.httpApi.apiId)}/*|x`)),
    ],
    [
      'by a condition',
      ({ api }) => Fn.conditionIf('Never', arnOf(`${api.httpApi.apiId}/*`), 'x').toString(),
    ],
    [
      'by a lazy value',
      ({ api }) => Lazy.string({ produce: () => arnOf(`${api.httpApi.apiId}/*`) }),
    ],
    ['by a value of another stack', () => arnOf(`${Fn.importValue('ApiId')}/$default/GET/x`)],
    [
      'by a parameter',
      ({ stack }) => arnOf(`${new CfnParameter(stack, 'Id').valueAsString}/$default/GET/x`),
    ],
    [
      'by what a custom resource answers',
      ({ stack }) =>
        new CfnResource(stack, 'Custom', { type: 'Custom::Arn' }).getAtt('Arn').toString(),
    ],
  ])('that names the API %s fails', (_, arn) => {
    const stack = scene((all) => all.role.addToPolicy(invoke(arn(all))));

    expect(() => Template.fromStack(stack)).toThrow(/InvokeGrantedPastApi/);
  });

  test.each<[string, iam.PolicyStatementProps]>([
    [
      'another API by a literal id',
      { actions: ['execute-api:Invoke'], resources: [arnOf('abc/prod/GET/x')] },
    ],
    ['another service', { actions: ['s3:GetObject'], resources: ['*'] }],
    ['all but APIs', { notActions: ['execute-api:*', 'iam:*'], resources: ['*'] }],
    ['nothing, as a denial', { effect: iam.Effect.DENY, actions: ['*'], resources: ['*'] }],
    [
      'resources of another service',
      { actions: ['execute-api:Invoke'], resources: ['arn:aws:s3:::files/*'] },
    ],
  ])('on %s is let through', (_, props) => {
    const stack = scene(({ role }) => role.addToPolicy(new iam.PolicyStatement(props)));

    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('on a bucket is granted by a policy whose name only a deployment knows', () => {
    const stack = scene(({ stack, role }) => {
      new iam.CfnPolicy(stack, 'Extra', {
        policyName: new CfnParameter(stack, 'Name').valueAsString,
        policyDocument: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
        roles: [role.roleName],
      });
    });

    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('on a bucket is granted as ever', () => {
    const stack = scene(({ auth }) => {
      new Bucket(Stack.of(auth), 'Bucket').grantReadWrite(auth.signedInUsers);
    });

    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('whatever gives a role of the pool a right to invoke', () => {
  test.each<[string, string, (scene: Scene) => void]>([
    [
      'a policy',
      'Stack/Extra/Resource',
      ({ stack, role }) =>
        new iam.Policy(stack, 'Extra', { roles: [role], statements: [invoke('*')] }),
    ],
    [
      'a policy of a low level',
      'Stack/Extra',
      ({ stack, role }) =>
        new iam.CfnPolicy(stack, 'Extra', {
          policyName: 'extra',
          policyDocument: document(invoke('*')),
          roles: [role.roleName],
        }),
    ],
    [
      'a policy of a role alone',
      'Stack/Extra',
      ({ stack, role }) =>
        new iam.CfnRolePolicy(stack, 'Extra', {
          policyName: 'extra',
          policyDocument: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
          roleName: role.roleName,
        }),
    ],
    [
      'a policy that gets its role by an override',
      'Stack/Extra',
      ({ stack, role }) => {
        const policy = new iam.CfnPolicy(stack, 'Extra', {
          policyName: 'extra',
          policyDocument: document(invoke('*')),
        });
        policy.addPropertyOverride('Roles', [{ Ref: logicalIdOf(stack, role) }]);
      },
    ],
    [
      'a policy of a template that was included',
      'Stack/Extra',
      ({ stack, role }) =>
        new CfnResource(stack, 'Extra', {
          type: 'AWS::IAM::Policy',
          properties: {
            PolicyDocument: document(invoke('*')).toJSON(),
            Roles: [{ Ref: logicalIdOf(stack, role) }],
          },
        }),
    ],
    [
      'a policy on a role that was found by its ARN',
      'Stack/Imported/Policy/Resource',
      ({ stack, role }) =>
        iam.Role.fromRoleArn(stack, 'Imported', role.roleArn).addToPrincipalPolicy(invoke('*')),
    ],
    [
      'a managed policy',
      'Stack/Extra/Resource',
      ({ stack, role }) =>
        new iam.ManagedPolicy(stack, 'Extra', { roles: [role], statements: [invoke('*')] }),
    ],
    [
      'a managed policy that the role names',
      'Stack/Extra/Resource',
      ({ stack, role }) =>
        role.addManagedPolicy(new iam.ManagedPolicy(stack, 'Extra', { statements: [invoke('*')] })),
    ],
    [
      'an override of the role',
      'Stack/Auth/Identities/Authenticated/Role/Resource',
      ({ role }) =>
        (role.node.defaultChild as iam.CfnRole).addPropertyOverride('Policies', [
          { PolicyName: 'extra', PolicyDocument: document(invoke('*')).toJSON() },
        ]),
    ],
    [
      'a document that only a deployment knows',
      'Stack/Extra',
      ({ stack, role }) => {
        const policy = new iam.CfnPolicy(stack, 'Extra', {
          policyName: 'extra',
          policyDocument: {},
          roles: [role.roleName],
        });
        policy.addPropertyOverride('PolicyDocument', {
          'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/x.json' } },
        });
      },
    ],
    [
      'statements that only a deployment knows',
      'Stack/Extra',
      ({ stack, role }) =>
        new iam.CfnPolicy(stack, 'Extra', {
          policyName: new CfnParameter(stack, 'Name').valueAsString,
          policyDocument: { Version: '2012-10-17', Statement: Fn.importValue('Statements') },
          roles: [role.roleName],
        }),
    ],
    [
      'a statement that a condition decides',
      'Stack/Extra',
      ({ stack, role }) =>
        new iam.CfnPolicy(stack, 'Extra', {
          policyName: 'extra',
          policyDocument: {
            Statement: [
              Fn.conditionIf(
                'Never',
                { Effect: 'Allow', Action: '*', Resource: '*' },
                Aws.NO_VALUE,
              ),
            ],
          },
          roles: [role.roleName],
        }),
    ],
  ])('%s is found', (_, path, give) => {
    const stack = scene(give);

    expect(() => Template.fromStack(stack)).toThrow(refusalOf(path));
  });

  test('a policy of another stack is found', () => {
    const app = new App();
    const stack = newStack({ app });
    const auth = newAuth(stack);
    newApi(stack, auth);
    const other = newStack({ app, id: 'Other' });
    const role = auth.node.findAll().find((node) => node instanceof iam.Role);
    if (!(role instanceof iam.Role)) throw new Error('no role');
    new iam.ManagedPolicy(other, 'Extra', { roles: [role], statements: [invoke('*')] });

    expect(() => app.synth()).toThrow(refusalOf('Other/Extra/Resource'));
  });

  test.each(['AdministratorAccess', 'AmazonAPIGatewayInvokeFullAccess', 'PowerUserAccess'])(
    'the policy %s of AWS is known to do it',
    (name) => {
      const stack = scene(({ role }) =>
        role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
      );

      expect(() => Template.fromStack(stack)).toThrow(
        refusalOf(`arn:value:iam::aws:policy/${name}`),
      );
    },
  );

  test('a managed policy of another app may do it, which a warning says', () => {
    const stack = scene(({ stack, role }) =>
      role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Theirs', 'theirs')),
    );

    Annotations.fromStack(stack).hasWarning(
      '/Stack/Auth/Identities/Authenticated',
      Match.stringLikeRegexp(
        "^ManagedPolicyNotSeen: signed-in users hold the managed policy 'arn:.*:policy/theirs'",
      ),
    );
  });

  test('the grantInvoke of aws-cdk-lib, which cuts the path, is found', () => {
    const stack = scene(({ api, auth }) => {
      const [route] = api.httpApi.addRoutes({
        path: '/users/{id}/orders',
        methods: [HttpMethod.GET],
        authorizer: new HttpIamAuthorizer(),
        integration: new HttpUrlIntegration('Elsewhere', 'https://example.com'),
      });
      route?.grantInvoke(auth.signedInUsers);
    });

    expect(() => Template.fromStack(stack)).toThrow(/InvokeGrantedPastApi/);
  });
});

/** The logical id of an API's or a role's resource. */
function logicalIdOf(stack: Stack, construct: SecuredApi | iam.Role): string {
  const owner = construct instanceof iam.Role ? construct : construct.httpApi;
  const resource = owner.node.findAll().find((node) => CfnResource.isCfnResource(node));
  return stack.resolve((resource as CfnResource).logicalId);
}
