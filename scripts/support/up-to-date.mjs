import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, STATE } from './paths.mjs';

const RECORD = join(STATE, 'built.json');
const IGNORED = new Set(['node_modules', 'cdk.out', 'dist', 'lib', '.vite']);

function* filesBelow(path) {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!IGNORED.has(name)) yield* filesBelow(join(path, name));
  }
}

/** A hash of the names and contents of files and folders of the repository. */
export function fingerprint(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths.filter((candidate) => existsSync(at(candidate)))) {
    for (const file of filesBelow(at(path))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8'));
  } catch {
    return {};
  }
}

function writeRecord(name, hash) {
  mkdirSync(STATE, { recursive: true });
  writeFileSync(RECORD, JSON.stringify({ ...readRecord(), [name]: hash }, null, 2));
}

/** Builds `name` unless its output is there and was built from the same inputs. */
export async function buildIfChanged({ name, inputs, output, extra }, build) {
  const current = fingerprint(inputs, extra);
  if (existsSync(at(output)) && readRecord()[name] === current) return 'up to date';
  // A build that fails may leave half an output, which must not count as anybody's.
  writeRecord(name, undefined);
  await build();
  writeRecord(name, current);
  return undefined;
}
