import { expect, test } from 'vitest';
import { splitEndpoints } from '../src/split-endpoints';

test('a web server is no service that a handler is told of', () => {
  const split = splitEndpoints({ DYNAMODB: 'http://localhost:1', 'https://a.example': 'http://b' });

  expect(split).toEqual({
    services: { DYNAMODB: 'http://localhost:1' },
    webServers: { 'https://a.example': 'http://b' },
  });
});
