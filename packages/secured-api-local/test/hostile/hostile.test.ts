import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIdentityPools } from '../../src/cognito-identity/identity-pools';
import type { Local } from '../../src/local';
import { startLocal } from '../../src/start-local';
import { writeAssembly } from '../assembly/assembly-fixture';
import { createFixture } from '../cognito-idp/user-pool-fixture';
import { matrixTemplate } from '../matrix/matrix-template';
import { sendRaw, statusOf } from '../support/raw-http';
import { signRequest } from '../support/sign-request';
import { HOSTILE_BODIES, HOSTILE_REQUESTS } from './hostile-requests';

/** Broken copies of whole requests, beside the ones that have a name. */
const SPOILT = 400;

const lines: string[] = [];
let local: Local;
let ports: { readonly services: number; readonly api: number };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  const assembly = writeAssembly({ App: { template: matrixTemplate() } }, {}, folder);
  const log = {
    info: (line: string) => lines.push(line),
    warn: (line: string) => lines.push(line),
  };
  local = await startLocal({ assembly, port: 0, log });
  const portOf = (url = '') => Number(new URL(url).port);
  ports = { services: portOf(local.url), api: portOf(Object.values(local.apis)[0]?.url) };
});
afterAll(async () => {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What must never leave: a stack, a file of ours, a name of a fault. */
const INSIDE = /\n\s+at |node:|\.ts:|\.js:|TypeError|RangeError|SyntaxError|ENOENT/;

async function isAlive(): Promise<boolean> {
  const [api] = Object.values(local.apis);
  const answers = await Promise.all([
    fetch(`${api?.url}/public`),
    fetch(`${local.url}/_local/inbox`),
  ]);
  return answers.every(({ status }) => status === 200);
}

/** Every status of a raw answer, which may be several answers. */
function statusesOf(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
}

describe.each(['services', 'api'] as const)('the port of the %s', (door) => {
  test.each(Object.entries(HOSTILE_REQUESTS))('survives %s', async (_, request) => {
    const answer = await sendRaw(
      ports[door],
      Buffer.from(withHost(request, ports[door]), 'latin1'),
    );

    expect(statusesOf(answer).filter((status) => status >= 500)).toEqual([]);
    expect(answer).not.toMatch(INSIDE);
    expect(await isAlive()).toBe(true);
  });

  test('survives requests that are broken anywhere', async () => {
    const whole = withHost(
      'POST /public HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n' +
        'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth\r\nContent-Length: 2\r\n\r\n{}',
      ports[door],
    );

    const answers = await Promise.all(
      Array.from({ length: SPOILT }, (_, index) =>
        sendRaw(ports[door], spoil(Buffer.from(whole), index)).catch(() => ''),
      ),
    );

    expect(answers.flatMap(statusesOf).filter((status) => status >= 500)).toEqual([]);
    expect(answers.filter((answer) => INSIDE.test(answer))).toEqual([]);
    expect(await isAlive()).toBe(true);
  });

  test('answers others while clients send nothing more', async () => {
    const idle = Array.from({ length: 200 }, () =>
      connect({ port: ports[door], host: '127.0.0.1' }),
    );
    for (const socket of idle) socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nHo');

    const alive = await isAlive();
    for (const socket of idle) socket.destroy();

    expect(alive).toBe(true);
  });
});

const { services, userPools } = createFixture();
const OPERATIONS = [userPools.service, createIdentityPools(services, userPools).service].flatMap(
  ({ targetPrefix, operations }) =>
    operations.map(({ name, access }) => ({ target: `${targetPrefix}.${name}`, access })),
);

test.each(OPERATIONS)(
  '$target never fails by itself, whatever its input',
  async ({ target, access }) => {
    const faults: unknown[] = [];
    const statuses = new Set<number>();

    for (const body of HOSTILE_BODIES) {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
      const signed = access.kind === 'iam' ? await administer(headers, body) : headers;
      const response = await fetch(local.url, { method: 'POST', headers: signed, body });
      const text = await response.text();
      statuses.add(response.status);
      if (response.status >= 500 || INSIDE.test(text)) {
        faults.push({ body: body.slice(0, 80), status: response.status, text: text.slice(0, 200) });
      }
    }

    expect(faults).toEqual([]);
    expect(statuses).toContain(400);
    expect(statuses).not.toContain(403);
    expect(await isAlive()).toBe(true);
  },
);

test.each([
  '',
  'x',
  'AWSCognitoIdentityProviderService',
  'AWSCognitoIdentityProviderService.',
  'AWSCognitoIdentityProviderService.__proto__',
  'AWSCognitoIdentityProviderService.constructor',
  'AWSCognitoIdentityProviderService.SignUp.SignUp',
  'awscognitoidentityproviderservice.signup',
  'AWSCognitoIdentityService.SignUp',
  'DynamoDB_20120810.GetItem',
  'a'.repeat(5_000),
])('the target %j is nobody', async (target) => {
  const response = await fetch(local.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: '{}',
  });

  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
});

test('no fault was behind an answer', () => {
  expect(lines.filter((line) => line.includes('a request failed'))).toEqual([]);
});

test('the port of the services still answers by its own rules', async () => {
  const answer = await sendRaw(
    ports.services,
    withHost(
      'GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      ports.services,
    ),
  );

  expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
});

/** The headers of a request that the run's administrator signed. */
async function administer(headers: Readonly<Record<string, string>>, body: string) {
  const signed = await signRequest(local.administrator, {
    method: 'POST',
    service: 'cognito-idp',
    host: new URL(local.url).host,
    signedAt: Date.now(),
    headers,
    body,
  });
  return Object.fromEntries(signed.headers);
}

function withHost(request: string, port: number): string {
  return request.replaceAll('Host: localhost\r\n', `Host: localhost:${port}\r\n`);
}

/** Changes, drops or doubles a byte, at a place and in a way that its number decides. */
function spoil(bytes: Buffer, seed: number): Buffer {
  const at = (seed * 7_919) % bytes.length;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  const byte = Buffer.from([(seed * 31) % 256]);
  const middle = [byte, Buffer.alloc(0), Buffer.from([...byte, bytes[at] ?? 0])][seed % 3] ?? byte;
  return Buffer.concat([before, middle, after]);
}
