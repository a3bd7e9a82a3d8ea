import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePort } from './support/demo';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PUBLIC = 'examples/random-app/functions/public.ts';

/** The repository as one has it after an install, where nothing was built, at a path with a space. */
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'a clone '));
  const tracked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', tracked, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 24 });
  const here = files.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
  for (const file of here) cpSync(join(ROOT, file), join(copy, file));
  for (const folder of [
    '',
    'packages/secured-api-local',
    'packages/react-cognito-hooks',
    'examples/random-app',
  ]) {
    const modules = join(folder, 'node_modules');
    if (existsSync(join(ROOT, modules)))
      symlinkSync(join(ROOT, modules), join(copy, modules), 'dir');
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The command as a person gives it, until it says that all is there. */
async function start(webPort: number) {
  const options = ['--no-open', '--no-install', '--port', '0', '--web-port', String(webPort)];
  const npm = process.env.npm_execpath;
  const program = npm ? [npm, 'start', '--', ...options] : ['scripts/start.mjs', ...options];
  const child: ChildProcess = spawn(process.execPath, program, {
    cwd: copy,
    stdio: 'pipe',
    detached: true,
  });
  /** Tells all that the command started, as a terminal does. */
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    if (child.pid === undefined || (child.exitCode ?? child.signalCode) !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, name);
    await ended;
  };
  onTestFinished(() => signal('SIGKILL'));
  let output = '';
  const heard = (text: string | RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (typeof text === 'string' ? output.includes(text) : text.test(output)) resolve();
      };
      child.stdout?.on('data', look);
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  await heard('Ctrl-C ends it.');
  return {
    signal,
    heard,
    output: () => output,
    printed: (name: string) => new RegExp(`^${name} +(\\S+)$`, 'm').exec(output)?.[1] ?? '',
  };
}

const isServed = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('npm start serves the demo, follows a change and leaves nothing behind', async () => {
  const webPort = await freePort();
  const origin = `http://localhost:${webPort}`;
  const { heard, output, printed, signal } = await start(webPort);
  const config = await (await fetch(`${origin}/config.json`)).json();
  const api = printed('ApiEndpoint');
  const before = await (await fetch(`${api}/public`)).json();

  const source = readFileSync(join(copy, PUBLIC), 'utf8');
  writeFileSync(join(copy, PUBLIC), source.replace('Public Random Number', 'Changed Number'));
  await heard(/Ctrl-C.*boot /s);
  const reloaded = await (await fetch(`${origin}/config.json`)).json();
  const changed = await (
    await fetch(`${Object.values<{ url: string }>(reloaded.apis)[0]?.url}/public`)
  ).json();
  await signal('SIGINT');

  expect(config).toMatchObject({
    userPoolId: printed('UserPoolId'),
    userPoolClientId: printed('UserPoolClientId'),
    identityPoolId: printed('IdentityPoolId'),
    apis: { Random: { url: api } },
    signIn: { passkeyRelyingPartyId: 'localhost' },
    hostedLogin: { redirectSignIn: [`${origin}/`, `${origin}/`] },
  });
  expect(before.message).toMatch(/^Public Random Number/);
  expect(changed.message).toMatch(/^Changed Number/);
  expect(output()).not.toContain('warning');
  for (const url of [origin, api, config.endpoints.userPool, config.hostedLogin.url]) {
    await expect.poll(() => isServed(url)).toBe(false);
  }
});
