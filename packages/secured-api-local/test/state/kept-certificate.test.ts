import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptCertificate } from '../../src/state/kept-certificate';
import { createClock } from '../../src/support/clock';
import { createLoopbackServer } from '../../src/support/loopback-server';
import { QUIET } from '../environment';

const DAY_MS = 86_400_000;
const NOW = Date.now();

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'certificate-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('a certificate names this machine, and no other', async () => {
  const { cert } = await keptCertificate(undefined, NOW);

  const certificate = new X509Certificate(cert);

  expect(certificate.subjectAltName).toBe(
    'DNS:localhost, DNS:*.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  expect(certificate.ca).toBe(false);
});

test('a state folder keeps it, its key for the owner alone', async () => {
  const path = folder();

  const first = await keptCertificate(path, NOW);
  const second = await keptCertificate(path, NOW + 300 * DAY_MS);

  expect(second).toEqual(first);
  expect(readFileSync(join(path, 'localhost.crt'), 'utf8')).toBe(first.cert);
  expect(statSync(join(path, 'localhost.key')).mode & 0o777).toBe(0o600);
});

test.each([
  ['is about to end', NOW + 380 * DAY_MS, undefined],
  ['is broken', NOW, 'no certificate'],
])('one that %s is made anew', async (_, now, broken) => {
  const path = folder();
  const first = await keptCertificate(path, NOW);
  if (broken !== undefined) writeFileSync(join(path, 'localhost.crt'), broken);

  const second = await keptCertificate(path, now);

  expect(second.cert).not.toBe(first.cert);
});

test('a server speaks https by it to whoever trusts it', async () => {
  const tls = await keptCertificate(undefined, NOW);
  const server = createLoopbackServer({
    hostPort: 'own',
    maxHeadBytes: 8_192,
    maxBodyBytes: 8_192,
    clock: createClock(),
    log: QUIET,
    tls,
    refuse: () => ({ status: 400, headers: {}, body: '' }),
    answer: async () => ({ status: 200, headers: {}, body: 'by https' }),
  });
  onTestFinished(() => server.close());
  const port = await server.listen(0);

  const ask = (ca?: string) =>
    new Promise((resolve) => {
      const request = get(`https://localhost:${port}/`, { ca }, (response) =>
        response.setEncoding('utf8').once('data', resolve),
      );
      request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });

  expect([await ask(tls.cert), await ask()]).toEqual(['by https', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
});
