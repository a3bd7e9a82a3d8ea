// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of IAM
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type App,
  Aws,
  CfnCondition,
  CfnMapping,
  CfnOutput,
  CfnParameter,
  CfnResource,
  Duration,
  Fn,
  NestedStack,
  RemovalPolicy,
  Stack,
  Stage,
} from 'aws-cdk-lib';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import {
  AnyPrincipal,
  CfnPolicy,
  Effect,
  ManagedPolicy,
  PermissionsBoundary,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import {
  Code,
  FunctionUrlAuthType,
  Function as LambdaFunction,
  LayerVersion,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { S3EventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CognitoAuth, RouteHandler, SecuredApi } from 'cdk-secured-api';
import { type Local, type StartOptions, startLocal } from 'secured-api-local';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answering, invokePrivate, PlainAuth, privateApi } from './support/plain-stack';
import { quiet } from './support/quiet-log';
import { sign } from './support/sign';
import { appAssembly } from './support/stack-assembly';

const env = { region: 'us-east-1' };
const USER = { username: 'ada@example.com', password: 'Correct-Horse-7' };

async function start(build: (app: App) => void, options: StartOptions = {}): Promise<Local> {
  const assembly = appAssembly(build);
  onTestFinished(assembly.remove);
  const local = await startLocal({ assembly: assembly.folder, port: 0, log: quiet, ...options });
  onTestFinished(() => local.stop());
  return local;
}

/** What the private route answers to a user who has just been made. */
async function callAsUser(local: Local, api = Object.values(local.apis)[0]) {
  await local.createUser(USER);
  const key = await local.credentials(USER);
  const url = `${api?.url}/private`;
  const response = await fetch(url, await sign(url, key));
  return { status: response.status, text: await response.text() };
}

const ANSWERED = { status: 200, text: 'hello' };

describe('nested stacks', () => {
  test('take functions and roles of the stack around them, and hand on what they made', async () => {
    const local = await start((app) => {
      const stack = new Stack(app, 'App', { env });
      const { role } = new PlainAuth(stack);
      const api = privateApi(new NestedStack(stack, 'Inner'), answering(stack, 'Hello', 'hello'));
      role.addToPolicy(invokePrivate(api));
      new CfnOutput(stack, 'Url', { value: api.apiEndpoint });
    });

    expect(await callAsUser(local)).toEqual(ANSWERED);
    expect(local.outputs).toEqual({ Url: Object.values(local.apis)[0]?.url });
  });

  test('call alike what they made, and each is reached by its stack’s name', async () => {
    const local = await start((app) => {
      const stack = new Stack(app, 'App', { env });
      for (const id of ['One', 'Two']) {
        const nested = new NestedStack(stack, id);
        privateApi(nested, answering(nested, 'Hello', id));
      }
    });

    expect(Object.keys(local.apis)).toEqual([
      expect.stringMatching(/^App-One\w+-\w+\.Api\w+$/),
      expect.stringMatching(/^App-Two\w+-\w+\.Api\w+$/),
    ]);
  });
});

describe('several stacks', () => {
  const build = (scope: App | Stage) => {
    const auth = new PlainAuth(new Stack(scope, 'Auth', { env }));
    const stack = new Stack(scope, 'Api', { env });
    const api = privateApi(stack, answering(stack, 'Hello', 'hello'));
    new CfnPolicy(stack, 'Grant', {
      policyName: 'grant',
      policyDocument: { Version: '2012-10-17', Statement: [invokePrivate(api).toJSON()] },
      roles: [auth.role.roleName],
    });
  };

  test('hand each other roles by exports', async () => {
    expect(await callAsUser(await start(build))).toEqual(ANSWERED);
  });

  test('of a stage come with the one that is asked for', async () => {
    const local = await start(
      (app) => {
        for (const id of ['Dev', 'Prod']) build(new Stage(app, id));
      },
      { stacks: ['Prod/Api'] },
    );

    expect(Object.keys(local.apis)).toHaveLength(1);
    expect(await callAsUser(local)).toEqual(ANSWERED);
  });
});

describe('policies', () => {
  /** A stack whose users are granted the route, and what a test adds. */
  const built =
    (add: (role: PlainAuth['role'], stack: Stack, statement: PolicyStatement) => void) =>
    (app: App) => {
      const stack = new Stack(app, 'App', { env });
      const { role } = new PlainAuth(stack);
      const api = privateApi(stack, answering(stack, 'Hello', 'hello'));
      add(role, stack, invokePrivate(api));
    };

  test('of the customer’s own are attached to a role, from either side', async () => {
    const statuses = [];
    for (const attach of ['roles', 'addManagedPolicy'] as const) {
      const local = await start(
        built((role, stack, statement) => {
          const own = attach === 'roles' ? { roles: [role] } : {};
          const policy = new ManagedPolicy(stack, 'Own', { statements: [statement], ...own });
          if (attach === 'addManagedPolicy') role.addManagedPolicy(policy);
        }),
      );
      statuses.push((await callAsUser(local)).status);
    }

    expect(statuses).toEqual([200, 200]);
  });

  test.each([
    ['execute-api:*', 200],
    ['s3:*', 403],
  ])('end where a permissions boundary of %s does: %i', async (action, status) => {
    const local = await start(
      built((role, stack, statement) => {
        role.addToPolicy(statement);
        const boundary = new ManagedPolicy(stack, 'Boundary', {
          statements: [new PolicyStatement({ actions: [action], resources: ['*'] })],
        });
        PermissionsBoundary.of(role).apply(boundary);
      }),
    );

    expect((await callAsUser(local)).status).toBe(status);
  });
});

describe('values', () => {
  const build = (app: App) => {
    const stack = new Stack(app, 'App', { env });
    const stage = new CfnParameter(stack, 'StageName', { default: 'dev' });
    const isProd = new CfnCondition(stack, 'IsProd', {
      expression: Fn.conditionEquals(stage.valueAsString, 'prod'),
    });
    const mapping = new CfnMapping(stack, 'Words', {
      mapping: { 'us-east-1': { word: 'hello' } },
    });
    const { role } = new PlainAuth(stack);
    const api = privateApi(stack, answering(stack, 'Hello', 'hello'));
    role.addToPolicy(invokePrivate(api));
    const denied = new ManagedPolicy(stack, 'Closed', {
      roles: [role],
      statements: [PolicyStatement.fromJson({ ...invokePrivate(api).toJSON(), Effect: 'Deny' })],
    });
    const { defaultChild } = denied.node;
    if (CfnResource.isCfnResource(defaultChild)) defaultChild.cfnOptions.condition = isProd;
    new CfnOutput(stack, 'Word', { value: mapping.findInMap(Aws.REGION, 'word') });
    new CfnOutput(stack, 'Only', { value: 'prod', condition: isProd });
  };

  test('of parameters are their defaults, and conditions and mappings follow', async () => {
    const local = await start(build);

    expect(local.outputs).toEqual({ Word: 'hello' });
    expect(await callAsUser(local)).toEqual(ANSWERED);
  });

  test('of parameters are what is given, and what is on their condition is there', async () => {
    const local = await start(build, { parameters: { StageName: 'prod' } });

    expect(local.outputs).toEqual({ Word: 'hello', Only: 'prod' });
    expect(await callAsUser(local)).toMatchObject({ status: 403 });
  });
});

describe('layers', () => {
  test('hold what functions require', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'layer-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'nodejs/node_modules/greeting'), { recursive: true });
    writeFileSync(
      join(folder, 'nodejs/node_modules/greeting/index.js'),
      "module.exports = 'hello';",
    );
    const local = await start((app) => {
      const stack = new Stack(app, 'App', { env });
      const { role } = new PlainAuth(stack);
      const layers = [new LayerVersion(stack, 'Greeting', { code: Code.fromAsset(folder) })];
      const handler = new LambdaFunction(stack, 'Hello', {
        code: Code.fromInline("exports.handler = async () => require('greeting');"),
        handler: 'index.handler',
        runtime: Runtime.NODEJS_22_X,
        layers,
      });
      role.addToPolicy(invokePrivate(privateApi(stack, handler)));
    });

    expect(await callAsUser(local)).toEqual(ANSWERED);
  });
});

test('a stack on the PLUS plan runs once its threat protection is left out', async () => {
  const build = (app: App) => {
    const stack = new Stack(app, 'App', { env });
    const auth = new CognitoAuth(stack, 'Auth', {
      selfSignUp: true,
      featurePlan: FeaturePlan.PLUS,
    });
    const handler = RouteHandler.fromFunction(answering(stack, 'Hello', 'hello'));
    new SecuredApi(stack, 'Api', { auth, routes: { 'GET /private': { handler } } });
  };

  await expect(start(build)).rejects.toThrow('threat protection is not modelled');
  const local = await start(build, { withoutThreatProtection: true });

  expect(await callAsUser(local)).toEqual(ANSWERED);
  expect(local.skipped.map(({ type }) => type)).toContainEqual(
    expect.stringMatching(/^threat protection:/),
  );
});

describe('what an app has beside its API', () => {
  /** Tables, files, queues, schedules and secrets, granted to the function and to the users. */
  const build = (app: App) => {
    const stack = new Stack(app, 'App', { env });
    const { role } = new PlainAuth(stack);
    const key = new Key(stack, 'Key', { alias: 'orders' });
    const sign = { keySpec: KeySpec.RSA_2048, keyUsage: KeyUsage.SIGN_VERIFY };
    new Key(stack, 'Signing', { ...sign, alias: 'signing' });
    const table = new Table(stack, 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      stream: StreamViewType.NEW_IMAGE,
      encryptionKey: key,
    });
    const files = new Bucket(stack, 'Files', {
      autoDeleteObjects: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { ArnNotLike: { 'aws:SourceArn': files.bucketArn } },
      }),
    );
    const jobs = new Queue(stack, 'Jobs');
    const handler = new LambdaFunction(stack, 'Hello', {
      code: Code.fromInline('exports.handler = async () => process.env.TABLE;'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_22_X,
      environment: { TABLE: table.tableName },
      deadLetterQueueEnabled: true,
      tracing: Tracing.ACTIVE,
    });
    table.grantReadWriteData(handler);
    new Secret(stack, 'Secret').grantRead(handler);
    handler.role?.addManagedPolicy(
      ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockLimitedAccess'),
    );
    files.grantRead(role, '${cognito-identity.amazonaws.com:sub}/*');
    const worker = answering(stack, 'Worker', 'done');
    worker.addEventSource(new SqsEventSource(jobs));
    const { url } = worker.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    new CfnOutput(stack, 'WorkerUrl', { value: url });
    worker.addEventSource(new S3EventSource(files, { events: [EventType.OBJECT_CREATED] }));
    new Rule(stack, 'Nightly', {
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaTarget(worker)],
    });
    role.addToPolicy(invokePrivate(privateApi(stack, handler)));
  };

  test('does not stop the API, which is as closed as before', async () => {
    const local = await start(build);
    const [api] = Object.values(local.apis);

    const unsigned = await fetch(`${api?.url}/private`);

    expect(unsigned.status).toBe(403);
    expect(await callAsUser(local)).toMatchObject({
      status: 200,
      text: expect.stringMatching(/^\{Orders\w+\.Ref\}$/),
    });
  });

  test('is listed, with what is left out', async () => {
    const { skipped, outputs } = await start(build);

    expect(skipped.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'AWS::DynamoDB::Table',
        'AWS::KMS::Key',
        'AWS::Lambda::EventSourceMapping',
        'AWS::Lambda::Url',
        'AWS::S3::Bucket',
        'Custom::S3AutoDeleteObjects',
        'arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess',
      ]),
    );
    expect(outputs.WorkerUrl).toMatch(/^\{WorkerFunctionUrl\w+\.FunctionUrl\}$/);
  });
});
