// @vitest-environment node
import { expect, test } from 'vitest';
import { loadPart } from '../../src/core/load-part';

test('fails with an error that may pass where a part cannot be had', async () => {
  const cause = new TypeError('Failed to fetch dynamically imported module');

  const loading = loadPart(() => Promise.reject(cause));

  await expect(loading).rejects.toMatchObject({ code: 'NetworkError', retryable: true, cause });
});
