// Synthesizes the example into examples/random-app/cdk.out.
import { assertNodeVersion } from './support/node-version.mjs';

assertNodeVersion();

const { install } = await import('./support/install.mjs');
const { phase } = await import('./support/phase.mjs');
const { synthExample } = await import('./support/synth-example.mjs');

try {
  await phase('install', () => install());
  await phase('synthesize', () => synthExample());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
