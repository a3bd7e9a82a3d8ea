import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../src/state/folder-lock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('keeps a second holder of the same process out until the first lets go', () => {
  const unlock = lockFolder(folder);

  expect(() => lockFolder(folder)).toThrow(`is in use by process ${process.pid}`);

  unlock();
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test('fails while another process that runs holds the folder', () => {
  writeFileSync(join(folder, 'lock'), `${process.ppid}\n`);

  expect(() => lockFolder(folder)).toThrow(`is in use by process ${process.ppid}`);
});

test('takes over from a process that has ended', () => {
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(folder, 'lock'), `${ended}\n`);

  const unlock = lockFolder(folder);

  expect(readdirSync(folder)).toEqual(['lock']);
  unlock();
});

test('takes over a lock that an earlier process of the same number left', () => {
  writeFileSync(join(folder, 'lock'), `${process.pid}\n`);

  const unlock = lockFolder(folder);

  expect(readdirSync(folder)).toEqual(['lock']);
  unlock();
});
