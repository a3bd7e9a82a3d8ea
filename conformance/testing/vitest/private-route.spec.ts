import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, inject, test } from 'vitest';

/** What a signed GET of an API carries. */
async function signedHeaders(url: string): Promise<Record<string, string>> {
  const { protocol, hostname, host, pathname } = new URL(url);
  const scope = { region: 'us-east-1', service: 'execute-api' };
  const signer = new SignatureV4({ ...scope, credentials: inject('key'), sha256: Sha256 });
  const request = { method: 'GET', protocol, hostname, path: pathname, headers: { host } };
  return (await signer.sign(request)).headers;
}

test('a signed call reaches the private route, and an unsigned one does not', async () => {
  const url = `${inject('apiUrl')}/private`;

  const signed = await fetch(url, { headers: await signedHeaders(url) });
  const unsigned = await fetch(url);

  expect([signed.status, unsigned.status]).toEqual([200, 403]);
});
