import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type EntryOptions, RouteAccess, RouteHandler, SecuredApi } from '../src';
import { newStack, onlyProperties } from './fixtures';

const ENTRY = join(__dirname, 'entries/echo.ts');

/** A stack whose assets are not bundled: what is in the template does not depend on them. */
function entryStack(entry = ENTRY, options?: EntryOptions, removalPolicy?: RemovalPolicy) {
  const stack = newStack({ app: new App({ context: { 'aws:cdk:bundling-stacks': [] } }) });
  new SecuredApi(stack, 'Api', {
    removalPolicy,
    routes: {
      'GET /a': {
        handler: RouteHandler.fromEntry(entry, options),
        access: RouteAccess.anyone(),
      },
    },
  });
  return stack;
}

/** A folder outside of any project. */
function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'secured-api-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('a handler file', () => {
  test('becomes a function on arm64 with source maps and a log group of its own', () => {
    const stack = entryStack();

    const { Code, Role, ...rest } = onlyProperties(stack, 'AWS::Lambda::Function');
    expect(rest).toEqual({
      Architectures: ['arm64'],
      Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
      Handler: 'index.handler',
      LoggingConfig: { LogGroup: { Ref: expect.stringMatching(/^ApiRoutesGETaLogs/) } },
      MemorySize: 512,
      Runtime: 'nodejs24.x',
      Timeout: 10,
    });
  });

  test('has a role that may write its own log group and nothing else', () => {
    const stack = entryStack();

    const { ManagedPolicyArns } = onlyProperties(stack, 'AWS::IAM::Role');
    const { PolicyDocument } = onlyProperties(stack, 'AWS::IAM::Policy');
    expect(ManagedPolicyArns).toBeUndefined();
    expect(PolicyDocument.Statement).toEqual([
      {
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ApiRoutesGETaLogs/), 'Arn'] },
      },
    ]);
  });

  test('keeps its log for a month, and after the stack unless told otherwise', () => {
    const logsOf = (policy?: RemovalPolicy) =>
      Object.values(
        Template.fromStack(entryStack(ENTRY, {}, policy)).findResources('AWS::Logs::LogGroup'),
      ).map(({ DeletionPolicy, Properties }) => [DeletionPolicy, Properties.RetentionInDays]);

    expect(logsOf()).toEqual([
      ['Retain', 30],
      ['Retain', 30],
    ]);
    expect(logsOf(RemovalPolicy.DESTROY)).toEqual([
      ['Delete', 30],
      ['Delete', 30],
    ]);
  });

  test('is named in the metadata, with how it was bundled', () => {
    const functions = Template.fromStack(entryStack()).findResources('AWS::Lambda::Function');

    expect(Object.values(functions)[0]?.Metadata['secured-api:source']).toEqual({
      entry: relative(process.cwd(), ENTRY),
      handler: 'handler',
      bundling: {
        format: 'esm',
        mainFields: ['module', 'main'],
        sourceMap: true,
        sourcesContent: false,
        banner: expect.stringContaining('createRequire'),
      },
    });
  });

  test('takes every option', () => {
    const stack = entryStack(ENTRY, {
      handler: 'main',
      runtime: Runtime.NODEJS_22_X,
      environment: { TABLE: 'numbers' },
      memorySize: 1024,
      timeout: Duration.seconds(30),
      bundling: { format: OutputFormat.CJS },
      depsLockFilePath: join(__dirname, '../../../package-lock.json'),
    });

    expect(onlyProperties(stack, 'AWS::Lambda::Function')).toMatchObject({
      Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps', TABLE: 'numbers' } },
      Handler: 'index.main',
      MemorySize: 1024,
      Runtime: 'nodejs22.x',
      Timeout: 30,
    });
    const functions = Template.fromStack(stack).findResources('AWS::Lambda::Function');
    expect(Object.values(functions)[0]?.Metadata['secured-api:source']).toMatchObject({
      handler: 'main',
      bundling: { format: 'cjs', sourceMap: true },
    });
  });

  test('lays its options over the defaults of its API', () => {
    const stack = newStack({ app: new App({ context: { 'aws:cdk:bundling-stacks': [] } }) });
    const handler = RouteHandler.fromEntry(ENTRY, { memorySize: 256, environment: { B: 'own' } });

    new SecuredApi(stack, 'Api', {
      handlerDefaults: {
        memorySize: 1024,
        timeout: Duration.seconds(7),
        environment: { A: 'default', B: 'default' },
      },
      routes: { 'GET /a': { handler, access: RouteAccess.anyone() } },
    });

    const { Environment, MemorySize, Timeout } = onlyProperties(stack, 'AWS::Lambda::Function');
    expect({ MemorySize, Timeout }).toEqual({ MemorySize: 256, Timeout: 7 });
    expect(Environment.Variables).toMatchObject({ A: 'default', B: 'own' });
  });

  test('makes one function for all routes that take the same handler', () => {
    const stack = newStack({ app: new App({ context: { 'aws:cdk:bundling-stacks': [] } }) });
    const handler = RouteHandler.fromEntry(ENTRY);
    const access = RouteAccess.anyone();

    new SecuredApi(stack, 'Api', {
      routes: { 'GET /a': { handler, access }, 'GET /b': { handler, access } },
    });

    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1);
    Template.fromStack(stack).resourceCountIs('AWS::ApiGatewayV2::Route', 2);
  });

  test('fails where it does not exist', () => {
    expect(() => entryStack('functions/missing.ts')).toThrow(
      `EntryNotFound: handler file 'functions/missing.ts' does not exist, ` +
        `paths start at '${process.cwd()}' [Stack/Api/Routes/GET--a]`,
    );
  });

  test('fails for a timeout after which the gateway has long given up', () => {
    expect(() => entryStack(ENTRY, { timeout: Duration.seconds(31) })).toThrow(
      'TimeoutTooLong: timeout of 31 s is never reached, the caller gives up after 30 s',
    );
  });

  test('fails where no lock file says what to bundle', () => {
    const entry = join(emptyFolder(), 'handler.ts');
    writeFileSync(entry, 'export const handler = () => {}');

    expect(() => entryStack(entry)).toThrow(
      `LockFileNotFound: no lock file above '${entry}', install the project's dependencies or ` +
        'set depsLockFilePath; for a function in another language use fromFunction',
    );
  });
});

test('a bundle is an ES module that may still call require', async () => {
  const app = new App({ outdir: emptyFolder() });
  const stack = newStack({ app });
  new SecuredApi(stack, 'Api', {
    routes: {
      'GET /a': { handler: RouteHandler.fromEntry(ENTRY), access: RouteAccess.anyone() },
    },
  });

  const folder = readdirSync(app.outdir).find((name) => name.startsWith('asset.')) ?? '';
  const bundle = pathToFileURL(join(app.outdir, folder, 'index.mjs')).href;
  const { handler } = await import(/* @vite-ignore */ bundle);

  expect(await handler('event')).toBe('event');
  expect(readFileSync(new URL(bundle), 'utf8')).toContain('const require=__createRequire');
});
