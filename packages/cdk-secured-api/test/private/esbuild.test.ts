import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { assertEsbuild } from '../../src/private/esbuild';

const scope = new Stack(new App(), 'Stack');

test('esbuild is found where aws-cdk-lib finds it', () => {
  expect(() => assertEsbuild(scope)).not.toThrow();
});

test('a handler file fails without esbuild, and says how to get it', () => {
  expect(() => assertEsbuild(scope, () => false)).toThrow(
    'EsbuildNotFound: fromEntry bundles with esbuild, which is not installed: ' +
      "run 'npm install -D esbuild', or use fromFunction [Stack]",
  );
});
