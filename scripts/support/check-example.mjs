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

let queue = Promise.resolve();
let isWaiting = false;

async function check() {
  isWaiting = false;
  for (const [name, program, args] of CHECKS) {
    await run(name, program, args).catch(({ message }) => console.error(message));
  }
}

/** Lints and type-checks the example beside the running demo; changes meanwhile are checked after. */
export function checkExample() {
  if (!isAsked() || isWaiting) return;
  isWaiting = true;
  queue = queue.then(check);
}
