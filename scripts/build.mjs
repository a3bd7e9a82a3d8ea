// Builds every package: jsii for the constructs, tsup for the hooks and the local runtime.
import { assertNodeVersion } from './support/node-version.mjs';

assertNodeVersion();

const { buildPackages } = await import('./support/build-packages.mjs');
const { install } = await import('./support/install.mjs');
const { phase } = await import('./support/phase.mjs');

try {
  await phase('install', () => install());
  await buildPackages();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
