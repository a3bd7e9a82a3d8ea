import { run } from './command.mjs';
import { at } from './paths.mjs';
import { buildIfChanged } from './up-to-date.mjs';

/** What the example's template is made from. */
export const SYNTH_INPUTS = [
  'examples/random-app/infra',
  'examples/random-app/functions',
  'examples/random-app/app.config.json',
  'examples/random-app/cdk.json',
  'packages/cdk-secured-api/src',
  'package-lock.json',
];

/**
 * Synthesizes the example into its cdk.out, for this machine: the site is neither built nor deployed.
 *
 * @param devOrigin - where the web app is served while developing
 */
export function synthExample(devOrigin) {
  const context = JSON.stringify({ 'secured-api:local': true, devOrigin });
  return buildIfChanged(
    {
      name: 'random-app template',
      inputs: SYNTH_INPUTS,
      output: 'examples/random-app/cdk.out/manifest.json',
      extra: context,
    },
    () =>
      run('synth', at('node_modules/tsx/dist/cli.mjs'), ['infra/main.ts'], {
        cwd: at('examples/random-app'),
        env: { ...process.env, CDK_CONTEXT_JSON: context },
      }),
  );
}
