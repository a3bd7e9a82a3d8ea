import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** Fails without esbuild: aws-cdk-lib would start Docker, with an error that hides the cause. */
export function assertEsbuild(scope: IConstruct, isInstalled = isEsbuildInstalled): void {
  if (isInstalled()) return;
  throw refusal(
    'EsbuildNotFound',
    "fromEntry bundles with esbuild, which is not installed: run 'npm install -D esbuild', " +
      'or use fromFunction',
    scope,
  );
}

/** Looks where aws-cdk-lib looks: beside itself, then on the PATH. */
function isEsbuildInstalled(): boolean {
  try {
    createRequire(require.resolve('aws-cdk-lib')).resolve('esbuild/package.json');
    return true;
  } catch {
    return spawnSync('esbuild', ['--version']).status === 0;
  }
}
