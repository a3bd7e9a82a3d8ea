import { describe, expect, test } from 'vitest';
import { createStateChanges } from '../../src/console/state-changes';
import { AwsError } from '../../src/support/aws-error';
import { LocalRuntimeError } from '../../src/support/local-runtime-error';
import type { NewUser } from '../../src/test-users';

const TOKEN = 'token-of-the-run';
const BEARER = ['Authorization', `Bearer ${TOKEN}`] as const;
const ADA = { username: 'ada', password: 'Correct-Horse-7' };

function createFixture() {
  const users: NewUser[] = [];
  const moves: number[] = [];
  const resets: string[] = [];
  const changes = createStateChanges({
    token: TOKEN,
    createUser: async (user) => {
      if (user.password === 'weak') throw new AwsError('InvalidPasswordException', 'too weak');
      users.push(user);
    },
    advanceClock: (ms) => void moves.push(ms),
    reset: async () => void resets.push('reset'),
    providerToken: ({ provider, subject }) => {
      if (provider === 'other') throw new LocalRuntimeError('NoProvider', 'none', 'name one');
      return `${provider} ${subject}`;
    },
  });
  const send = async (
    target: string,
    body: unknown,
    headers: readonly (readonly [string, string])[] = [BEARER],
    method = 'POST',
  ) =>
    changes({
      raw: {
        method,
        target,
        headers: [['Host', 'localhost:4000'], ...headers],
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      },
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
    });
  return { users, moves, resets, send };
}

describe('a token of a provider', () => {
  test('is given to whoever has the token of the run', async () => {
    const { send } = createFixture();
    const request = { provider: 'google', subject: '1234', email: 'ada@example.com' };

    const given = await send('/_local/provider-token', request);
    const refused = await send('/_local/provider-token', request, []);

    expect([given?.status, given?.body]).toEqual([200, '{"token":"google 1234"}']);
    expect(refused?.status).toBe(403);
  });

  test.each([
    [{ provider: 'google' }],
    [{ provider: 'google', subject: 1 }],
    [{ provider: 'google', subject: '1', email: 2 }],
    [{ provider: 'google', subject: '1', claims: [] }],
    [{ provider: 'other', subject: '1' }],
    [null],
  ])('is refused for %j', async (request) => {
    const answer = await createFixture().send('/_local/provider-token', request);

    expect(answer?.status).toBe(400);
  });
});

describe('a state change over /_local/', () => {
  test('makes a user and moves the clock by the token', async () => {
    const { users, moves, send } = createFixture();

    const made = await send('/_local/users', ADA);
    const moved = await send('/_local/clock', { ms: 3_600_000 });

    expect([made?.status, moved?.status]).toEqual([200, 200]);
    expect([users, moves]).toEqual([[ADA], [3_600_000]]);
  });

  test('puts everything back by the token', async () => {
    const { resets, send } = createFixture();

    const refused = await send('/_local/reset', '', []);
    const done = await send('/_local/reset', '');

    expect([refused?.status, done?.status]).toEqual([403, 200]);
    expect(resets).toEqual(['reset']);
  });

  test('is taken from a page of the same origin', async () => {
    const { users, send } = createFixture();

    await send('/_local/users', ADA, [
      BEARER,
      ['Origin', 'http://localhost:4000'],
      ['Sec-Fetch-Site', 'same-origin'],
    ]);

    expect(users).toEqual([ADA]);
  });

  test.each<[string, readonly (readonly [string, string])[]]>([
    ['no token', []],
    ['another token', [['Authorization', 'Bearer another']]],
    ['the bare token', [['Authorization', TOKEN]]],
    ['a longer token', [['Authorization', `Bearer ${TOKEN}x`]]],
    ['another origin', [BEARER, ['Origin', 'http://localhost:5173']]],
    ['no origin', [BEARER, ['Origin', 'null']]],
    ['the same site alone', [BEARER, ['Sec-Fetch-Site', 'same-site']]],
    ['another site', [BEARER, ['Sec-Fetch-Site', 'cross-site']]],
  ])('fails with %s and changes nothing', async (_, headers) => {
    const { users, moves, send } = createFixture();

    const answers = [
      await send('/_local/users', ADA, headers),
      await send('/_local/clock', { ms: 1 }, headers),
    ];

    expect(answers.map((answer) => answer?.status)).toEqual([403, 403]);
    expect([users, moves]).toEqual([[], []]);
  });

  test.each<[string, unknown, string]>([
    ['/_local/users', '{', 'the user has no user'],
    ['/_local/users', { ...ADA, admin: true }, "the user has an unknown field 'admin'"],
    ['/_local/users', { ...ADA, password: 'weak' }, 'InvalidPasswordException: too weak'],
    ['/_local/clock', '{', "'ms' is no whole number"],
    ['/_local/clock', { ms: '1' }, "'ms' is no whole number"],
    ['/_local/clock', { ms: 1e300 }, "'ms' is no whole number"],
  ])('fails at %s for %j', async (target, body, message) => {
    const answer = await createFixture().send(target, body);

    expect([answer?.status, JSON.parse(String(answer?.body))]).toEqual([400, { message }]);
  });

  test.each([
    ['/_local/users', 'GET'],
    ['/_local/inbox', 'POST'],
  ])('is not what %s by %s asks for', async (target, method) => {
    expect(await createFixture().send(target, ADA, [BEARER], method)).toBeUndefined();
  });
});
