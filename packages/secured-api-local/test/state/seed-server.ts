import { open } from 'node:fs/promises';
import { startLocal } from '../../src/start-local';

/** Starts with a seed, and is killed once the disk has taken so many flushes. */
async function main(assembly = '', stateDirectory = '', seed = '', flushes = ''): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined };
  await killAfter(Number(flushes));
  const local = await startLocal({ assembly, stateDirectory, seed, port: 0, log });
  process.stdout.write('ready\n');
  await local.stop();
}

async function killAfter(flushes: number): Promise<void> {
  const file = await open(process.execPath);
  const prototype: { datasync: typeof file.datasync } = Object.getPrototypeOf(file);
  await file.close();
  const { datasync } = prototype;
  let seen = 0;
  prototype.datasync = async function (this: typeof file) {
    await datasync.call(this);
    seen += 1;
    if (seen === flushes) process.kill(process.pid, 'SIGKILL');
  };
}

void main(...process.argv.slice(2));
