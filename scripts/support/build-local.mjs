import { run } from './command.mjs';
import { at } from './paths.mjs';
import { buildIfChanged } from './up-to-date.mjs';

/** Builds the local runtime for running, without its type declarations. */
export function buildLocal() {
  return buildIfChanged(
    {
      name: 'secured-api-local',
      inputs: [
        'packages/secured-api-local/src',
        'packages/secured-api-local/tsup.config.ts',
        'package-lock.json',
      ],
      output: 'packages/secured-api-local/dist/cli.js',
    },
    () =>
      run('tsup', at('node_modules/tsup/dist/cli-default.js'), ['--no-dts'], {
        cwd: at('packages/secured-api-local'),
      }),
  );
}
