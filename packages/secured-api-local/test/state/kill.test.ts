import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFileStore } from '../../src/state/file-store';

const CYCLES = 5;

let folder: string;
let writer: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  writer = join(folder, 'writer.mjs');
  await build({
    entry: { writer: fileURLToPath(new URL('./journal-writer.ts', import.meta.url)) },
    config: false,
    outDir: folder,
    outExtension: () => ({ js: '.mjs' }),
    format: 'esm',
    silent: true,
  });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Kills the writer after some acknowledged writes; gives the last one that was seen. */
async function runAndKill(state: string, writes: number): Promise<number> {
  const process_ = spawn(process.execPath, [writer, state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = process_;
  let last = 0;
  let seen = 0;
  for await (const line of createInterface({ input: process_.stdout })) {
    last = Number(line);
    seen += 1;
    if (seen === writes) process_.kill('SIGKILL');
  }
  if (process_.exitCode === null && process_.signalCode === null) await once(process_, 'exit');
  return last;
}

test('keeps every acknowledged write over kill -9, and no half of a batch', async () => {
  const state = join(folder, 'state');
  const acknowledged: number[] = [];
  const kept: unknown[] = [];

  for (let cycle = 1; cycle <= CYCLES; cycle++) {
    acknowledged.push(await runAndKill(state, cycle * 7));
    const store = await openFileStore(state);
    const numbers = store.collection<number>('numbers');
    kept.push([numbers.get('last'), numbers.get('twin')]);
    await store.close();
  }

  for (const [cycle, last] of acknowledged.entries()) {
    const [number, twin] = kept[cycle] as [number, number];
    expect(number).toBeGreaterThanOrEqual(last);
    expect(twin).toBe(number);
  }
}, 30_000);
