import { expect, inject, test } from 'vitest';
import { sign } from '../support/sign';

test('a signed call reaches the private route, and an unsigned one does not', async () => {
  const url = `${inject('apiUrl')}/private`;

  const signed = await fetch(url, await sign(url, inject('key')));
  const unsigned = await fetch(url);

  expect([signed.status, unsigned.status]).toEqual([200, 403]);
});
