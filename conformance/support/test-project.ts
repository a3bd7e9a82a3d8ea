import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const run = promisify(execFile);

/** What the package needs beside itself, and what the documented tests sign by. */
const DEPENDENCIES = [
  '@aws-crypto/sha256-js',
  '@peculiar/x509',
  '@simplewebauthn/server',
  '@smithy/signature-v4',
  'jose',
  'reflect-metadata',
];

/** A project of somebody who installed the package and copied the documented files. */
export interface TestProject {
  /** Runs a script of a dependency in the project until it ends. */
  run(
    script: string,
    args: readonly string[],
    env?: Record<string, string>,
  ): Promise<{ readonly status: number | null; readonly printed: string }>;
  /** Deletes the project, and ends what a test that took too long has left running in it. */
  remove(): void;
}

function link(folder: string, name: string): void {
  const target = join(folder, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(at(`node_modules/${name}`), target, 'junction');
}

async function installPackage(folder: string): Promise<void> {
  const from = at('packages/secured-api-local');
  const target = join(folder, 'node_modules/secured-api-local');
  cpSync(join(from, 'package.json'), join(target, 'package.json'));
  const tsup = at('node_modules/tsup/dist/cli-default.js');
  const args = ['--no-dts', '--silent', '--out-dir', join(target, 'dist')];
  await run(process.execPath, [tsup, ...args], { cwd: from });
}

/** Makes a project with the files of `conformance/testing/<example>` and the package as built. */
export async function testProject(
  example: string,
  dependencies: readonly string[],
): Promise<TestProject> {
  const folder = mkdtempSync(join(tmpdir(), 'suite-'));
  cpSync(at(`conformance/testing/${example}`), folder, { recursive: true });
  for (const name of [...DEPENDENCIES, ...dependencies]) link(folder, name);
  await installPackage(folder);
  const running = new Set<ChildProcess>();
  return {
    async run(script, args, env) {
      const child = spawn(process.execPath, [join(folder, 'node_modules', script), ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.add(child);
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => {
          printed += text;
        });
      }
      const [status] = await once(child, 'close');
      running.delete(child);
      return { status, printed };
    },
    remove: () => {
      for (const child of running) child.kill('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
