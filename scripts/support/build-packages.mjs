import { run } from './command.mjs';
import { at } from './paths.mjs';
import { phase } from './phase.mjs';

async function tsup(folder) {
  await run('tsup', at('node_modules/tsup/dist/cli-default.js'), [], { cwd: at(folder) });
}

/** Builds every package as it is published. */
export async function buildPackages() {
  await phase('build cdk-secured-api', async () => {
    await run('jsii', at('node_modules/jsii/bin/jsii'), ['--fail-on-warnings'], {
      cwd: at('packages/cdk-secured-api'),
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    });
  });
  await phase('build react-cognito-hooks', () => tsup('packages/react-cognito-hooks'));
  await phase('build secured-api-local', () => tsup('packages/secured-api-local'));
}
