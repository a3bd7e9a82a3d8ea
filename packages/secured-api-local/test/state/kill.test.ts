import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocal } from '../../src/start-local';
import { openFileStore } from '../../src/state/file-store';
import { writeAssembly } from '../assembly/assembly-fixture';
import { QUIET } from '../environment';
import { matrixTemplate } from '../matrix/matrix-template';

/** Of the store alone, and of the whole runtime. */
const CYCLES = { store: 190, runtime: 10 };
const LANES = 2;
const MOST_WRITES = 40;

const SEEDED = {
  Resources: {
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    },
    Staff: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'staff' },
    },
    Admins: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'admins' },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      },
    },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: { AllowUnauthenticatedIdentities: false },
    },
  },
};

let folder: string;
const children = new Set<ChildProcessByStdio<null, Readable, null>>();

const sourceOf = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  await build({
    entry: {
      writer: sourceOf('journal-writer'),
      server: sourceOf('sign-up-server'),
      seed: sourceOf('seed-server'),
    },
    config: false,
    outDir: folder,
    outExtension: () => ({ js: '.mjs' }),
    format: 'esm',
    silent: true,
    noExternal: [/./],
  });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function start(script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(folder, `${script}.mjs`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Kills the writer after so many lines, the first of which says that it opens. */
async function runAndKill(state: string, lines: number): Promise<number> {
  const child = start('writer', state);
  let last = 0;
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'opening') last = Number(line);
    seen += 1;
    if (seen === lines) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return last;
}

/** What a machine that lost its power leaves behind: half of a last line, or of a new journal. */
async function tear(state: string, cycle: number): Promise<void> {
  const half = '{"sum":"0123456789abcdef","writes":[["numbers","last",';
  if (cycle % 3 === 0) await appendFile(join(state, 'journal.jsonl'), half);
  if (cycle % 5 === 0) await appendFile(join(state, 'journal.jsonl.new'), half);
}

/** Kills and reads, again and again; every cycle in which something acknowledged was lost. */
async function killOver(state: string, cycles: number) {
  const lost: unknown[] = [];
  let most = 0;
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const acknowledged = await runAndKill(state, 1 + Math.floor(Math.random() * MOST_WRITES));
    await tear(state, cycle);
    const store = await openFileStore(state);
    const numbers = store.collection<number>('numbers');
    const [last = 0, twin = 0] = [numbers.get('last'), numbers.get('twin')];
    const rows = [...numbers.entries()].filter(([key]) => key.startsWith('row'));
    const newest = Math.max(0, ...rows.map(([, row]) => row));
    await store.close();
    if (last < Math.max(most, acknowledged) || twin !== last || newest !== last) {
      lost.push({ cycle, acknowledged, last, twin, newest });
    }
    most = last;
  }
  return { lost, most };
}

test('keeps every acknowledged write over kill -9, and no half of a batch', async () => {
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    killOver(join(folder, `state${lane}`), CYCLES.store / LANES),
  );

  const results = await Promise.all(lanes);

  expect(results.map(({ lost }) => lost)).toEqual(lanes.map(() => []));
  for (const { most } of results) expect(most).toBeGreaterThan(CYCLES.store);
}, 90_000);

test('keeps every user that it has told about over kill -9', async () => {
  const state = join(folder, 'users');
  const assembly = writeAssembly({ App: { template: matrixTemplate() } });
  const signUp = async (url: string, ClientId: string, name: string): Promise<string> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp',
      },
      body: JSON.stringify({ ClientId, Username: name, Password: 'Correct-horse-7' }),
    });
    const answer = (await response.json()) as { readonly __type?: string };
    return answer.__type ?? 'made';
  };
  const told: string[] = [];
  const answers: string[] = [];

  for (let cycle = 0; cycle <= CYCLES.runtime; cycle++) {
    const child = start('server', assembly, state);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { url, clientId } = JSON.parse(String(line));
    for (const name of told.slice(-2)) answers.push(await signUp(url, clientId, name));
    const names = ['a', 'b', 'c'].map((letter) => `user-${cycle}-${letter}`);
    await signUp(url, clientId, names[0] ?? '');
    const others = names.slice(1).map((name) => signUp(url, clientId, name).catch(() => 'killed'));
    const exit = once(child, 'exit');
    setImmediate(() => child.kill('SIGKILL'));
    const outcomes = ['made', ...(await Promise.all(others))];
    await exit;
    told.push(...names.filter((_, index) => outcomes[index] === 'made'));
  }

  expect(told.length).toBeGreaterThan(CYCLES.runtime);
  expect(new Set(answers)).toEqual(new Set(['UsernameExistsException']));
}, 60_000);

test('has every user of a seed whole, whenever kill -9 came between', async () => {
  const password = 'Correct-Horse-7';
  const seed = join(folder, 'seed.json');
  const users = [
    { username: 'ada', password, groups: ['staff', 'admins'] },
    { username: 'bob', password, totp: 'JBSWY3DPEHPK3PXP' },
    { username: 'eve', password, groups: ['staff'], confirmed: false },
  ];
  await writeFile(seed, JSON.stringify(users));
  const assembly = writeAssembly({ App: { template: SEEDED } });
  const usersAfter = async (state: string) => {
    const local = await startLocal({ assembly, stateDirectory: state, seed, port: 0, log: QUIET });
    const { users: found } = (await (await fetch(`${local.url}/_local/users`)).json()) as {
      readonly users: readonly { username: string; status: string; groups: string[] }[];
    };
    const answer = await fetch(local.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        ClientId: local.userPoolClients.Client,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'bob', PASSWORD: password },
      }),
    });
    const { ChallengeName } = (await answer.json()) as { readonly ChallengeName?: string };
    await local.stop();
    const whole = found.map(({ username, status, groups }) => [username, status, groups]);
    return [...whole, ChallengeName];
  };
  const outcomes: unknown[] = [];
  let isReady = false;

  for (let flushes = 1; !isReady; flushes++) {
    const state = join(folder, `seed-${flushes}`);
    const child = start('seed', assembly, state, seed, String(flushes));
    const exit = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) isReady = line === 'ready';
    await exit;
    outcomes.push(await usersAfter(state));
  }

  expect(outcomes.length).toBeGreaterThan(users.length);
  for (const outcome of outcomes) {
    expect(outcome).toEqual([
      ['ada', 'CONFIRMED', ['staff', 'admins']],
      ['bob', 'CONFIRMED', []],
      ['eve', 'UNCONFIRMED', ['staff']],
      'SOFTWARE_TOKEN_MFA',
    ]);
  }
}, 60_000);
