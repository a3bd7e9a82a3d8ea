// Measures this project beside its peers and writes BENCHMARKS.md.
//
// `npm run bench` measures everything, `npm run bench -- synth boot` these sections alone; the others
// keep what they say. `memory` takes ten minutes and runs only when it is named.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { buildPackages } from '../scripts/support/build-packages.mjs';
import { install } from '../scripts/support/install.mjs';
import { at } from '../scripts/support/paths.mjs';
import { phase } from '../scripts/support/phase.mjs';
import { synthExample } from '../scripts/support/synth-example.mjs';

const SECTIONS = ['start', 'boot', 'requests', 'sign-ins', 'memory', 'browser', 'synth'];
/** Takes ten minutes, so it has to be asked for. */
const LONG = ['memory'];
const FILE = at('BENCHMARKS.md');
const HEAD = `# Benchmarks

By \`npm run bench\`, each section in one run on one machine. Quote the ratios: absolute numbers belong
to the machine that made them.
`;

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !SECTIONS.includes(name));
if (unknown !== undefined) {
  console.error(`no section '${unknown}', there are ${SECTIONS.join(', ')}`);
  process.exit(1);
}

await phase('install', () => install());
await phase('install peers', () =>
  execFileSync(
    process.execPath,
    [process.env.npm_execpath ?? '', 'ci', '--ignore-scripts', '--loglevel=error'],
    {
      cwd: at('bench'),
    },
  ),
);
await buildPackages();
await phase('synthesize', () => synthExample());

const texts = sectionsOf(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');
const measured = asked.length > 0 ? asked : SECTIONS.filter((name) => !LONG.includes(name));
for (const name of measured) {
  const { title, measure } = await import(`./${name}.mjs`);
  await phase(title, async () => {
    texts.set(title, `${await measure()}\n${machine()}\n`);
  });
}
const report = [HEAD, ...[...texts].map(([title, text]) => `## ${title}\n\n${text}`)].join('\n');
writeFileSync(FILE, report);
console.log(`\n${report}`);

/** What the file says now, by the titles of its sections. */
function sectionsOf(text) {
  const [, ...sections] = text.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), `${section.slice(end).trim()}\n`];
    }),
  );
}

function machine() {
  return `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}).`;
}
