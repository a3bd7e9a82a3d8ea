import type { Duration } from 'aws-cdk-lib';
import type { Runtime } from 'aws-cdk-lib/aws-lambda';
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';

/** How a handler file becomes a Lambda function. */
export interface EntryOptions {
  /**
   * The name of the exported handler.
   *
   * @default 'handler'
   */
  readonly handler?: string;

  /**
   * The Node.js runtime.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: Runtime;

  /**
   * Environment variables of the function; never a secret, which anyone with read access would see.
   *
   * @default - none but `NODE_OPTIONS`, which turns source maps on
   */
  readonly environment?: { [name: string]: string };

  /**
   * The memory of the function in MiB.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * How long a call may take: 30 seconds at most for a route, 5 for a trigger.
   *
   * @default Duration.seconds(10) for a route, Duration.seconds(5) for a trigger
   */
  readonly timeout?: Duration;

  /**
   * Options of esbuild, laid over this library's: ESM, source maps.
   *
   * @default - ESM with source maps
   */
  readonly bundling?: BundlingOptions;

  /**
   * The lock file of the project, whose folder is the project's root.
   *
   * @default - the nearest package-lock.json, yarn.lock, pnpm-lock.yaml, bun.lock or bun.lockb
   * above the entry
   */
  readonly depsLockFilePath?: string;
}
