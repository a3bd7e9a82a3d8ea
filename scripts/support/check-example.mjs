import { readFileSync } from 'node:fs';
import { run } from './command.mjs';
import { at } from './paths.mjs';

const APP = 'examples/random-app';
const CHECKS = [
  ['lint', at('node_modules/@biomejs/biome/bin/biome'), ['check', '--colors=off', at(APP)]],
  ['types', at('node_modules/typescript/bin/tsc'), ['--noEmit', '-p', at(APP)]],
];

/** Whether `app.config.json` asks for linting and type-checking while developing. */
function isAsked() {
  return JSON.parse(readFileSync(at(`${APP}/app.config.json`), 'utf8')).lint === true;
}

/** Lints and type-checks the example beside the running demo: it prints what it finds and goes on. */
export async function checkExample() {
  if (!isAsked()) return;
  for (const [name, program, args] of CHECKS) {
    await run(name, program, args).catch(({ message }) => console.error(message));
  }
}
