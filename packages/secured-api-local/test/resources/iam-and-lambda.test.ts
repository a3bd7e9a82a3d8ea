import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assertModelled } from '../../src/assembly/modelled-properties';
import { placeholder } from '../../src/assembly/placeholder';
import { addAwsManagedPolicies } from '../../src/iam/aws-managed-policies';
import { evaluate } from '../../src/iam/evaluate';
import type { LayerVersions } from '../../src/lambda/layer-versions';
import { iamManagedPolicy } from '../../src/resources/iam-managed-policy';
import { iamPolicy } from '../../src/resources/iam-policy';
import { iamRole } from '../../src/resources/iam-role';
import { lambdaFunction } from '../../src/resources/lambda-function';
import { lambdaLayerVersion } from '../../src/resources/lambda-layer-version';
import { lambdaPermission } from '../../src/resources/lambda-permission';
import { logsLogGroup } from '../../src/resources/logs-log-group';
import type { Provisioned, ResourceProvider } from '../../src/resources/provider';
import { createMemoryStore } from '../../src/state/memory-store';
import { createRandom } from '../../src/support/random';
import { createFolder } from '../assembly/assembly-fixture';
import { ENVIRONMENT } from '../environment';
import { API, createFunctionsFixture } from '../lambda/functions-fixture';
import { allow, SERVICE_TRUST } from '../sts/sts-fixture';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const LOGS = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

function createFixture(asset?: string) {
  const lambda = createFunctionsFixture();
  const { roles, functions } = lambda;
  addAwsManagedPolicies(roles, 'aws');
  const layers: LayerVersions = new Map();
  const assetFolder = () => asset;
  const foundation = {
    environment: ENVIRONMENT,
    random: createRandom(),
    store: createMemoryStore(),
  };
  const make = (provider: ResourceProvider, logicalId: string, properties: object) => {
    const { type } = provider;
    const resource = { stackName: 'stack', logicalId, type, properties: { ...properties } };
    assertModelled(provider, { ...resource, metadata: {} });
    return provider.provision({ ...resource, metadata: {} });
  };
  const role = (properties: object = {}) =>
    make(iamRole(roles, foundation), 'Role', {
      AssumeRolePolicyDocument: document(SERVICE_TRUST),
      ...properties,
    });
  return {
    ...lambda,
    role,
    policy: (properties: object) => make(iamPolicy(roles), 'Policy', properties),
    managedPolicy: (properties: object) =>
      make(iamManagedPolicy(roles, foundation), 'Managed', properties),
    fn: (properties: object = {}) =>
      make(lambdaFunction(functions, { ...foundation, assetFolder, layers }), 'Made', {
        Code: { ZipFile: 'exports.handler = async () => process.env;' },
        Handler: 'index.handler',
        Runtime: 'nodejs22.x',
        Role: role().attributes.Arn,
        ...properties,
      }),
    layer: (properties: object = {}) =>
      make(lambdaLayerVersion(layers, { ...foundation, assetFolder }), 'Layer', {
        Content: { S3Bucket: 'b', S3Key: 'layer.zip' },
        ...properties,
      }),
    permission: (properties: object) =>
      make(lambdaPermission(functions), 'Permission', {
        ...{ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
        ...properties,
      }),
    logGroup: (properties: object) => make(logsLogGroup(foundation), 'Logs', properties),
  };
}

const invalid = (part: string) =>
  expect.objectContaining({ code: 'InvalidProperty', message: expect.stringContaining(part) });

describe('AWS::IAM::Role', () => {
  test('has its inline, attached and managed policies', () => {
    const { role, policy, managedPolicy, roles } = createFixture();
    const made = role({
      Policies: [{ PolicyName: 'own', PolicyDocument: document(allow('a:b', '*')) }],
      ManagedPolicyArns: [LOGS],
      Path: '/app/',
    });

    policy({
      PolicyName: 'attached',
      PolicyDocument: document(allow('c:d', '*')),
      Roles: [made.ref],
    });
    managedPolicy({ PolicyDocument: document(allow('e:f', '*')), Roles: [made.ref] });

    const arn = String(made.attributes.Arn);
    expect(arn).toMatch(/^arn:aws:iam::111122223333:role\/app\/stack-Role-\w{12}$/);
    expect(made.attributes.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(roles.policiesOf(arn).identity.map(({ name }) => name)).toEqual([
      'Role/own',
      'Policy/attached',
      'Managed',
      'service-role/AWSLambdaBasicExecutionRole',
    ]);
  });

  test('is capped by its boundary', () => {
    const { role, managedPolicy, roles } = createFixture();
    const { ref: boundary } = managedPolicy({ PolicyDocument: document(allow('a:b', '*')) });

    const made = role({ PermissionsBoundary: boundary });

    expect(roles.policiesOf(String(made.attributes.Arn)).boundary?.name).toBe('Managed');
  });

  test('does without what a policy of AWS’s allows a service that is not known', () => {
    const { role, roles } = createFixture();
    const unknown = 'arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess';

    const made = role({ ManagedPolicyArns: [LOGS, unknown] });

    expect(made.skipped).toEqual([unknown]);
    expect(roles.policiesOf(String(made.attributes.Arn)).identity).toHaveLength(1);
  });

  test.each<[string, object]>([
    [
      'a managed policy of a role that users take',
      {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess'],
        AssumeRolePolicyDocument: document({
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'cognito-identity.amazonaws.com', Service: 'a.amazonaws.com' },
        }),
      },
    ],
    [
      'a managed policy of an account’s own',
      {
        ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/x'],
      },
    ],
    [
      'a managed policy that denies',
      {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSDenyAll'],
      },
    ],
    [
      'a boundary of AWS’s',
      {
        PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      },
    ],
    [
      'a boundary of AWS’s that is a managed policy as well',
      {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      },
    ],
    ['a boundary', { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/x' }],
  ])('fails for %s whose document is not known', (_, properties) => {
    expect(() => createFixture().role(properties)).toThrow(
      expect.objectContaining({ code: 'UnknownManagedPolicy' }),
    );
  });

  test('fails for a trust policy that is none', () => {
    expect(() => createFixture().role({ AssumeRolePolicyDocument: document({}) })).toThrow(
      /Effect must be/,
    );
  });
});

describe('a policy that names what is not on this machine', () => {
  const TABLE = placeholder('Table', 'Arn');
  const fixed = 'arn:aws:execute-api:us-east-1:111122223333:abc/*';

  test.each<[string, (fixture: ReturnType<typeof createFixture>, policy: object) => unknown]>([
    [
      'of a role',
      ({ role }, policy) => role({ Policies: [{ PolicyName: 'own', PolicyDocument: policy }] }),
    ],
    [
      'by itself',
      ({ role, policy: attach }, policy) => {
        const made = role();
        attach({ PolicyName: 'own', PolicyDocument: policy, Roles: [made.ref] });
        return made;
      },
    ],
    [
      'that is managed',
      ({ role, managedPolicy }, policy) => {
        const made = role();
        managedPolicy({ PolicyDocument: policy, Roles: [made.ref] });
        return made;
      },
    ],
  ])('allows the rest alone: %s', (_, make) => {
    const fixture = createFixture();
    const named = [`${TABLE}/*`, fixed, `arn:aws:execute-api:us-east-1:*:${TABLE}*`];

    const made = make(fixture, document({ ...allow('*', ''), Resource: named })) as Provisioned;

    const [policy] = fixture.roles.policiesOf(String(made.attributes.Arn)).identity;
    expect(policy?.document.statements.map(({ resources }) => resources)).toEqual([
      { patterns: [fixed], not: false },
    ]);
  });

  test('allows nothing where it names nothing else', () => {
    const { role, roles } = createFixture();
    const PolicyDocument = document(allow('*', TABLE));
    const { attributes } = role({ Policies: [{ PolicyName: 'own', PolicyDocument }] });

    const decision = evaluate(
      { action: 'execute-api:Invoke', resource: TABLE, context: {} },
      roles.policiesOf(String(attributes.Arn)),
    );

    expect(decision).toMatchObject({ allowed: false, reason: 'implicitDeny' });
  });

  test.each<[string, object]>([
    ['denies', { ...allow('*', TABLE), Effect: 'Deny' }],
    ['leaves it out', { Effect: 'Allow', Action: '*', NotResource: TABLE }],
    ['compares it', { ...allow('*', '*'), Condition: { StringEquals: { 'aws:a': TABLE } } }],
  ])('fails where a statement %s', (_, statement) => {
    const { policy } = createFixture();
    const properties = { PolicyName: 'own', PolicyDocument: document(statement), Roles: ['x'] };

    expect(() => policy(properties)).toThrow(expect.objectContaining({ code: 'PlaceholderInUse' }));
  });
});

describe('AWS::Lambda::Function', () => {
  test('has a name, an ARN and the defaults of Lambda', () => {
    const { fn, functions } = createFixture();

    const { ref, attributes } = fn();

    expect(ref).toMatch(/^stack-Made-\w{12}$/);
    expect(functions.find(ref)).toMatchObject({
      arn: attributes.Arn,
      memoryMb: 128,
      timeoutSeconds: 3,
      environment: {},
      logGroupName: `/aws/lambda/${ref}`,
    });
  });

  test('shows placeholders of its environment in words', () => {
    const { fn, functions } = createFixture();
    const Variables = { TABLE: placeholder('Table', 'Ref'), COUNT: 3, ON: true };

    const { ref } = fn({ Environment: { Variables } });

    expect(functions.find(ref)?.environment).toEqual({
      TABLE: '{Table.Ref}',
      COUNT: '3',
      ON: 'true',
    });
  });

  test('runs the folder of its asset', () => {
    const folder = createFolder();
    writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => 1;');
    const { fn, functions } = createFixture(folder);

    const { ref } = fn({ Code: { S3Bucket: 'b', S3Key: 'k.zip' } });

    expect(functions.find(ref)?.code).toEqual({ kind: 'folder', path: folder });
  });

  test.each<[string, object, string]>([
    ['an image', { PackageType: 'Image', Code: { ImageUri: 'x' } }, 'its code is an image'],
    ['no code', { Code: undefined }, 'its code is an image'],
  ])('boots with %s as not runnable', (_, properties, reason) => {
    const { fn, functions } = createFixture();

    const { ref } = fn(properties);

    expect(functions.find(ref)?.code).toEqual({ kind: 'notRunnable', reason });
  });

  test('boots with an archive as not runnable', () => {
    const folder = createFolder();
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'code.zip'), '');
    const { fn, functions } = createFixture(join(folder, 'code.zip'));

    const { ref } = fn({ Code: { S3Key: 'k.zip' } });

    expect(functions.find(ref)?.code).toMatchObject({ reason: expect.stringMatching(/archive/) });
  });

  test('fails for code that is not in the assembly', () => {
    expect(() => createFixture().fn({ Code: { S3Key: 'k.zip' } })).toThrow(
      expect.objectContaining({ code: 'NoCode' }),
    );
  });

  test.each<[string, object]>([
    ['Environment.Variables', { Environment: { Variables: { A: {} } } }],
    ['Environment.Variables', { Environment: { Variables: ['a'] } }],
    ['MemorySize', { MemorySize: 'big' }],
    ['ReservedConcurrentExecutions', { ReservedConcurrentExecutions: 0 }],
    ['Role', { Role: undefined }],
  ])('fails for %s in %j', (path, properties) => {
    expect(() => createFixture().fn(properties)).toThrow(invalid(path));
  });
});

describe('AWS::Lambda::LayerVersion', () => {
  test('has the ARN of its first version, by a name of its own or a made-up one', () => {
    const { layer } = createFixture(createFolder());

    const named = layer({ LayerName: 'tools' });
    const unnamed = layer();

    const arn = 'arn:aws:lambda:us-east-1:111122223333:layer:tools:1';
    expect(named).toEqual({ ref: arn, attributes: { LayerVersionArn: arn } });
    expect(unnamed.ref).toMatch(/:layer:stack-Layer-\w{12}:1$/);
  });

  test('is a folder of the functions that name it', () => {
    const folder = createFolder();
    const { layer, fn, functions } = createFixture(folder);

    const { ref } = fn({ Layers: [layer().ref] });

    expect(functions.find(ref)).toMatchObject({ layers: [folder] });
    expect(functions.find(ref)).not.toHaveProperty('obstacle');
  });

  test.each<[string, (folder: string) => string | undefined, string]>([
    ['is not in the assembly', () => undefined, 'is not in the assembly'],
    [
      'is an archive',
      (folder) => {
        writeFileSync(join(folder, 'layer.zip'), '');
        return join(folder, 'layer.zip');
      },
      'is an archive, only folders are laid here',
    ],
    [
      'has extensions',
      (folder) => {
        mkdirSync(join(folder, 'extensions'));
        return folder;
      },
      'has extensions, which do not run here',
    ],
  ])('keeps a function from running where it %s', (_, asset, reason) => {
    const { layer, fn, functions } = createFixture(asset(createFolder()));

    const { ref } = fn({ Layers: [layer().ref] });

    expect(functions.find(ref)?.obstacle).toBe(`its layer 'Layer' ${reason}`);
  });

  const elsewhere = 'arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:38';

  test.each<[string, object, string]>([
    ['another account', { Layers: [elsewhere] }, `its layer '${elsewhere}' is not in the template`],
    [
      'a skipped resource',
      { Layers: [placeholder('Tools', 'Arn')] },
      "its layer '{Tools.Arn}' is not in the template",
    ],
    ['a handler in it', { Handler: '/opt/nodejs/index.handler' }, 'its handler is in a layer'],
    [
      'a wrapper',
      { Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrap' } } },
      'AWS_LAMBDA_EXEC_WRAPPER starts it, which does not run here',
    ],
  ])('of %s keeps a function from running', async (_, properties, reason) => {
    const { permission, fn, functions } = createFixture();
    const { ref, attributes } = fn(properties);
    permission({ FunctionName: ref });

    const answer = await functions.invoke(String(attributes.Arn), {}, API);

    expect(answer).toEqual({ outcome: 'notRunnable', reason });
  });

  test('fails for more than five', () => {
    const { layer, fn } = createFixture(createFolder());
    const Layers = Array.from({ length: 6 }, () => layer().ref);

    expect(() => fn({ Layers })).toThrow(invalid('Layers'));
  });
});

describe('AWS::Lambda::Permission', () => {
  test('lets a service call', async () => {
    const { permission, fn, functions } = createFixture();
    const { ref, attributes } = fn();
    const caller = {
      service: 'apigateway.amazonaws.com',
      sourceArn: 'arn:aws:execute-api:us-east-1:111122223333:a/b/GET/c',
      sourceAccount: '111122223333',
    };
    const arn = String(attributes.Arn);

    const before = await functions.invoke(arn, {}, caller);
    permission({ FunctionName: ref, Action: 'lambda:GetFunction' });
    const other = await functions.invoke(arn, {}, caller);
    permission({ FunctionName: ref });
    const after = await functions.invoke(arn, {}, caller);

    expect([before.outcome, other.outcome, after.outcome]).toEqual([
      'refused',
      'refused',
      'answered',
    ]);
  });

  test.each<[string, object, string]>([
    ['by its own URL', { FunctionUrlAuthType: 'NONE' }, 'refused'],
    ['by its own URL, with IAM', { FunctionUrlAuthType: 'AWS_IAM' }, 'refused'],
    ['by way of its own URL', { InvokedViaFunctionUrl: true }, 'refused'],
    ['by all other ways', { InvokedViaFunctionUrl: false }, 'answered'],
  ])('for calls %s opens that door alone', async (_, properties, outcome) => {
    const { permission, fn, functions } = createFixture();
    const { ref, attributes } = fn();

    permission({ FunctionName: ref, Action: 'lambda:*', ...properties });

    const called = await functions.invoke(String(attributes.Arn), {}, API);
    expect(called.outcome).toBe(outcome);
  });

  test.each(['SourceArn', 'SourceAccount'])(
    'lets nobody of this machine call where %s names what is not on it',
    async (property) => {
      const { permission, fn, functions } = createFixture();
      const { ref, attributes } = fn();

      permission({ FunctionName: ref, [property]: placeholder('Rule', 'Arn') });

      const called = await functions.invoke(
        String(attributes.Arn),
        {},
        {
          service: 'apigateway.amazonaws.com',
          sourceArn: placeholder('Rule', 'Arn'),
          sourceAccount: placeholder('Rule', 'Arn'),
        },
      );
      expect(called.outcome).toBe('refused');
    },
  );

  test('fails for a function that is not in the template', () => {
    expect(() => createFixture().permission({ FunctionName: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'UnknownFunction' }),
    );
  });
});

test('AWS::Logs::LogGroup has a name and an ARN', () => {
  const { logGroup } = createFixture();

  expect(logGroup({ LogGroupName: '/app' })).toEqual({
    ref: '/app',
    attributes: { Arn: 'arn:aws:logs:us-east-1:111122223333:log-group:/app:*' },
  });
});
