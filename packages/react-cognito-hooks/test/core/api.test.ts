// @vitest-environment node
import { expect, expectTypeOf, test } from 'vitest';
import { createApi } from '../../src/core/api';
import { setUpSignedIn } from '../support/set-up';

declare module '../../src/core/api' {
  interface Register {
    routes: {
      'GET /users/{id}': { response: { name: string } };
      'GET /files/{path+}': object;
      'GET /private': { response: { number: number } };
      'POST /notes': { json: { text: string }; response: { id: string } };
    };
  }
}

async function setUpApi() {
  const stack = await setUpSignedIn();
  return { ...stack, call: createApi(stack.client.fetch()) };
}

test('fills the path and the query, and gives the JSON', async () => {
  const { api, call } = await setUpApi();
  api.answer = () => ({ body: { name: 'Jane' } });

  const user = await call('GET /users/{id}', {
    params: { id: 'a b(1)' },
    query: { full: true, page: 2, sort: undefined },
  });

  expectTypeOf(user).toEqualTypeOf<{ name: string }>();
  expect(user).toEqual({ name: 'Jane' });
  expect(api.last).toMatchObject({ method: 'GET', path: '/users/a%20b%281%29?full=true&page=2' });
});

test('fills a greedy variable with a path', async () => {
  const { api, call } = await setUpApi();

  await call('GET /files/{path+}', { params: { path: 'a/b c.txt' } });

  expect(api.last.path).toBe('/files/a/b%20c.txt');
});

test('sends JSON', async () => {
  const { api, call } = await setUpApi();
  api.answer = () => ({ body: { id: '1' } });

  const note = await call('POST /notes', { json: { text: 'hello' } });

  expect(note).toEqual({ id: '1' });
  expect(api.last).toMatchObject({ method: 'POST', body: '{"text":"hello"}' });
  expect(api.last.headers['content-type']).toBe('application/json');
});

test.each(['..', '.', '', 'a/b'])('fails on %j for a variable of one segment', async (id) => {
  const { api, call } = await setUpApi();

  await expect(call('GET /users/{id}', { params: { id } })).rejects.toThrow(TypeError);
  expect(api.requests).toEqual([]);
});

test('fails with HttpError where the status is not 2xx, and keeps the response', async () => {
  const { api, call } = await setUpApi();
  api.answer = () => ({ status: 404, body: { message: 'Not Found' } });

  const answer = call('GET /private');

  await expect(answer).rejects.toMatchObject({
    code: 'HttpError',
    status: 404,
    cause: expect.any(Response),
  });
});

test('takes only what the route takes', async () => {
  const { call } = await setUpApi();
  const wrong = [
    // @ts-expect-error -- the route does not exist
    () => call('GET /nothing'),
    // @ts-expect-error -- the path variable is missing
    () => call('GET /users/{id}'),
    // @ts-expect-error -- the body is of another shape
    () => call('POST /notes', { json: { title: 'hello' } }),
  ];

  expect(wrong).toHaveLength(3);
});
