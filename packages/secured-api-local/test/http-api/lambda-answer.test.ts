import { describe, expect, test } from 'vitest';
import { readLambdaAnswer } from '../../src/http-api/lambda-answer';

describe('an answer without statusCode', () => {
  test.each<[unknown, string]>([
    [{ a: 1 }, '{"a":1}'],
    [[1, 2], '[1,2]'],
    ['hello', 'hello'],
    [null, 'null'],
    [7, '7'],
  ])('%j is 200 and JSON', (payload, body) => {
    expect(readLambdaAnswer(payload)).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body,
    });
  });
});

describe('an answer with statusCode', () => {
  test('carries its status, headers and body', () => {
    const answer = readLambdaAnswer({
      statusCode: 201,
      headers: { 'Content-Type': 'text/html', 'X-Count': 3, 'X-Flag': true },
      body: '<p>',
    });

    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'text/html', 'x-count': '3', 'x-flag': 'true' },
      body: '<p>',
    });
  });

  test('is plain text unless it says otherwise', () => {
    expect(readLambdaAnswer({ statusCode: '204' })).toEqual({
      status: 204,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: '',
    });
  });

  test('decodes base64', () => {
    const answer = readLambdaAnswer({ statusCode: 200, body: 'AP8=', isBase64Encoded: true });

    expect(answer?.body).toEqual(Buffer.from([0, 255]));
  });

  test('sets each cookie', () => {
    const answer = readLambdaAnswer({ statusCode: 200, cookies: ['a=1; Secure', 'b=2'] });

    expect(answer?.headers['set-cookie']).toEqual(['a=1; Secure', 'b=2']);
  });

  test.each([
    'apigw-requestid',
    'Connection',
    'Content-Length',
    'Date',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
  ])('does not decide %s', (name) => {
    const answer = readLambdaAnswer({ statusCode: 200, headers: { [name]: '1' } });

    expect(Object.keys(answer?.headers ?? {})).toEqual(['content-type']);
  });

  test.each<[string, object]>([
    ['a status that is no number', { statusCode: 'ok' }],
    ['a status in a list', { statusCode: [200] }],
    ['no status', { statusCode: null }],
    ['an informational status', { statusCode: 101 }],
    ['a status beyond 599', { statusCode: 600 }],
    ['half a status', { statusCode: 200.5 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['headers that are no object', { statusCode: 200, headers: 'x' }],
    ['headers in a list', { statusCode: 200, headers: ['x'] }],
    ['a header that is an object', { statusCode: 200, headers: { x: {} } }],
    ['a header split by a line break', { statusCode: 200, headers: { x: '1\r\nset-cookie: a=1' } }],
    ['a header name with a line break', { statusCode: 200, headers: { 'x\r\ny': '1' } }],
    ['an empty header name', { statusCode: 200, headers: { '': '1' } }],
    ['a header that is no byte', { statusCode: 200, headers: { x: '€' } }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
    ['a cookie split by a line break', { statusCode: 200, cookies: ['a=1\r\nx: 1'] }],
    ['a cookie that is no text', { statusCode: 200, cookies: [1] }],
  ])('fails for %s', (_, payload) => {
    expect(readLambdaAnswer(payload)).toBeUndefined();
  });
});
