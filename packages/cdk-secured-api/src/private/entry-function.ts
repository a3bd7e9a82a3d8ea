import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EntryOptions } from '../entry-options';
import { DEFAULTS } from './defaults';
import { assertEsbuild } from './esbuild';
import { refusal } from './refusal';

const LOCK_FILES = [
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
] as const;

/** Bundled CommonJS dependencies may call `require`, which an ES module does not have. */
const REQUIRE_BANNER =
  "import{createRequire as __createRequire}from'node:module';" +
  'const require=__createRequire(import.meta.url);';

/** What a caller of `entryFunction` decides beside the user's options. */
export interface EntryFunctionProps extends EntryOptions {
  readonly entry: string;
  readonly defaultTimeout: Duration;
  readonly maxTimeout: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Makes a Lambda function of a handler file: function, role and log group of its own.
 *
 * The role may write this log group and nothing else. `Metadata['secured-api:source']` names the
 * file, so that a developer's loop can bundle it again without a new synth.
 */
export function entryFunction(scope: Construct, props: EntryFunctionProps): IFunction {
  const entry = path.resolve(props.entry);
  if (!existsSync(entry)) {
    throw refusal(
      'EntryNotFound',
      `handler file '${props.entry}' does not exist, paths start at '${process.cwd()}'`,
      scope,
    );
  }
  const timeout = props.timeout ?? props.defaultTimeout;
  if (timeout.toSeconds() > props.maxTimeout.toSeconds()) {
    throw refusal(
      'TimeoutTooLong',
      `timeout of ${timeout.toSeconds()} s is never reached, the caller gives up after ` +
        `${props.maxTimeout.toSeconds()} s, use that or less`,
      scope,
    );
  }
  const depsLockFilePath = props.depsLockFilePath ?? nearestLockFile(entry, props.entry, scope);
  assertEsbuild(scope);
  const bundling = { ...defaultBundling(), ...props.bundling };
  const handler = props.handler ?? 'handler';
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    retention: DEFAULTS.logRetention,
    removalPolicy: props.removalPolicy,
  });
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  const fn = new nodejs.NodejsFunction(scope, 'Function', {
    entry,
    handler,
    runtime: props.runtime ?? Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memorySize ?? DEFAULTS.memorySize,
    timeout,
    environment: { NODE_OPTIONS: '--enable-source-maps', ...props.environment },
    depsLockFilePath,
    projectRoot: path.dirname(path.resolve(depsLockFilePath)),
    bundling,
    logGroup,
    role,
    // aws-cdk-lib would set a variable that only version 2 of the AWS SDK reads.
    awsSdkConnectionReuse: false,
  });
  addSource(fn, { entry: relative(entry), handler, bundling });
  return fn;
}

function defaultBundling(): nodejs.BundlingOptions {
  return {
    format: nodejs.OutputFormat.ESM,
    mainFields: ['module', 'main'],
    sourceMap: true,
    sourcesContent: false,
    banner: REQUIRE_BANNER,
  };
}

function addSource(
  fn: nodejs.NodejsFunction,
  source: { entry: string; handler: string; bundling: nodejs.BundlingOptions },
): void {
  const resource = fn.node.defaultChild as CfnFunction;
  resource.addMetadata('secured-api:source', source);
}

/** Relative to where the app runs, with forward slashes, so that every machine writes the same. */
function relative(file: string): string {
  return path.relative(process.cwd(), file).split(path.sep).join('/');
}

function nearestLockFile(entry: string, given: string, scope: Construct): string {
  for (let folder = path.dirname(entry); ; folder = path.dirname(folder)) {
    const found = LOCK_FILES.map((name) => path.join(folder, name)).find((file) =>
      existsSync(file),
    );
    if (found) return found;
    if (folder === path.dirname(folder)) break;
  }
  throw refusal(
    'LockFileNotFound',
    `no lock file above '${given}', install the project's dependencies or set depsLockFilePath; ` +
      'for a function in another language use fromFunction',
    scope,
  );
}
