import { expect, test } from 'vitest';
import { RequestLog } from '../../src/support/request-log';

test('the last 500 requests are kept, the newest first', () => {
  const log = new RequestLog();
  const request = { api: 'Api', method: 'GET', path: '/', status: 200, at: 0 };

  for (let i = 0; i < 1_700; i += 1) {
    log.add({
      ...request,
      id: String(i),
      routeKey: undefined,
      caller: undefined,
      reason: undefined,
    });
  }

  const ids = log.list().map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 500 }, (_, i) => String(1_699 - i)));
});
