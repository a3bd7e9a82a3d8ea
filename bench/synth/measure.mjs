import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';

const [which, routes] = process.argv.slice(2);
const { HandWrittenStack } = await import('./by-hand.mjs');
const { FencedStack, SecuredStack } = await import('./secured.mjs');
const STACKS = { 'by-hand': HandWrittenStack, fenced: FencedStack, secured: SecuredStack };
const outdir = mkdtempSync(path.join(tmpdir(), 'synth-'));
const Stack = STACKS[which];

/** Processor time to build the tree and write the template: other work on the machine counts less. */
function synthesize() {
  const before = process.cpuUsage();
  const app = new App({ outdir, analyticsReporting: false });
  new Stack(app, 'Bench', { routes: Number(routes) });
  app.synth();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const ms = synthesize();
const { Resources } = JSON.parse(readFileSync(path.join(outdir, 'Bench.template.json'), 'utf8'));
const types = {};
for (const { Type } of Object.values(Resources)) types[Type] = (types[Type] ?? 0) + 1;
rmSync(outdir, { recursive: true });
process.stdout.write(JSON.stringify({ ms, types }));
