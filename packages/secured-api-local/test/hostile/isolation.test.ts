import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFolder, writeAssembly } from '../assembly/assembly-fixture';
import { matrixTemplate } from '../matrix/matrix-template';

const { resolve } = createRequire(import.meta.url);
const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const TSX = pathToFileURL(resolve('tsx')).href;
const GUARD = new URL('./loopback-guard.mjs', import.meta.url);

/** Made up, in the form of real ones. */
const OWN = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'FwoGZXIvYXdzEXAMPLETOKENOFTHEDEVELOPER',
  AWS_PROFILE: 'developer-profile',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/developer-credentials',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/developer/token',
  AWS_ROLE_ARN: 'arn:aws:iam::999988887777:role/developer',
} as const;
const FILE_KEY = 'AKIAI44QH8DHBEXAMPLE';

/** Tells all that a handler sees, and whom AWS's own SDK would sign as, with and without its role. */
const CURIOUS = `
const fs = require('node:fs');
const os = require('node:os');
const { workerData } = require('node:worker_threads');
const { CloudFormationClient } = require(${JSON.stringify(resolve('@aws-sdk/client-cloudformation'))});
const signer = () =>
  new CloudFormationClient({ region: 'us-east-1' }).config
    .credentials()
    .then(({ accessKeyId }) => accessKeyId, ({ name }) => name);
exports.handler = async (event, context) => {
  const proc = '/proc/self/environ';
  const started = fs.existsSync(proc) ? fs.readFileSync(proc, 'latin1') : '';
  const report = process.report.getReport().environmentVariables;
  const environment = { ...process.env };
  const seen = { environment, started, report, argv: process.argv, workerData, event, context };
  const own = await signer();
  for (const name of ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN']) {
    delete process.env['AWS_' + name];
  }
  return { seen: JSON.stringify(seen), own, other: await signer(), home: os.homedir() };
};`;

async function startAsDeveloper() {
  const folder = createFolder();
  const home = join(folder, 'home');
  mkdirSync(join(home, '.aws'), { recursive: true });
  const profile = (name: string) =>
    `[${name}]\naws_access_key_id = ${FILE_KEY}\naws_secret_access_key = ${OWN.AWS_SECRET_ACCESS_KEY}\n`;
  writeFileSync(join(home, '.aws/credentials'), profile('default') + profile(OWN.AWS_PROFILE));
  const notes = join(folder, 'addresses');
  const template = matrixTemplate();
  template.Resources.Fn.Properties.Code.ZipFile = CURIOUS;
  const assembly = writeAssembly({ App: { template } });
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', TSX, CLI, 'start', '--assembly', assembly, '--port', '0', '--json'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH,
        HOME: home,
        ...OWN,
        ADDRESS_NOTES: notes,
        NODE_OPTIONS: `--import=${pathToFileURL(fileURLToPath(GUARD)).href}`,
      },
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  if (!child.stdout) throw new Error('no output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const ready = JSON.parse(String(line));
  return { child, ready, addresses: () => readFileSync(notes, 'utf8').trim().split('\n') };
}

test("a handler finds nothing of the developer's AWS account, nor does the SDK inside it", async () => {
  const { ready } = await startAsDeveloper();

  const response = await fetch(`${ready.apis.Api.url}/public`);
  const { seen, own, other } = (await response.json()) as Record<string, string>;

  for (const secret of [...Object.values(OWN), FILE_KEY]) expect(seen).not.toContain(secret);
  expect(seen).toContain('AWS_LAMBDA_FUNCTION_NAME');
  expect(own).toMatch(/^ASIA/);
  expect(other).toBe('CredentialsProviderError');
}, 30_000);

test('the command ends with its starter, by whatever signal', async () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const { ready, child } = await startAsDeveloper();

    child.kill(signal);
    await once(child, 'exit');

    await vi.waitFor(() => expect(fetch(ready.url)).rejects.toThrow(), { timeout: 10_000 });
  }
}, 30_000);

test('no address off this machine is asked for or looked up', async () => {
  const { ready, child, addresses } = await startAsDeveloper();
  const call = (operation: string, body: object) =>
    fetch(ready.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(body),
    });

  const user = { ClientId: ready.config.userPoolClientId, Username: 'ann' };
  const signedUp = await call('SignUp', {
    ...user,
    Password: 'Correct-horse-7',
    UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
  });
  const pages = ['/_local/', '/_local/inbox', '/_local/matrix'].map((path) => ready.url + path);
  const seen = await Promise.all(
    [...pages, `${ready.apis.Api.url}/private`].map(async (url) => (await fetch(url)).status),
  );
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  const asked = addresses().filter((line) => !line.startsWith('guarded'));

  expect([code, signedUp.status, ...seen]).toEqual([0, 200, 200, 200, 200, 403]);
  expect(addresses()).toContainEqual(expect.stringMatching(/^guarded/));
  expect(asked.filter((line) => !/ (127\.0\.0\.1|::1|localhost)$/.test(line))).toEqual([]);
}, 30_000);
