import { realpathSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { commandWords, findProgram } from '../../src/lambda/command-line';
import { RuntimeApi } from '../../src/lambda/runtime-api';
import { createClock } from '../../src/support/clock';
import { QUIET } from '../environment';
import { createFunctionsFixture } from './functions-fixture';

const runtime = (name: string) => fileURLToPath(new URL(`./runtimes/${name}`, import.meta.url));
const NODE = `"${process.execPath}" "${runtime('runtime.mjs')}"`;
const notRunnable = { code: { kind: 'notRunnable', reason: 'its code is an image' } } as const;

/** A function of an image, by that command. */
const byNode = (more = '', change: Parameters<typeof createFunctionsFixture>[0] = {}) =>
  createFunctionsFixture({ ...notRunnable, command: `${NODE}${more}`, ...change });

describe('a command', () => {
  test('takes events by the runtime API and answers them, one process for call after call', async () => {
    const { invoke, settings } = byNode();

    const [first, second] = [await invoke({ a: 1 }), await invoke({ a: 2 })];

    expect(first).toMatchObject({
      outcome: 'answered',
      payload: {
        event: { a: 1 },
        calls: 1,
        headers: {
          'lambda-runtime-aws-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
          'lambda-runtime-deadline-ms': expect.stringMatching(/^\d{13}$/),
          'lambda-runtime-invoked-function-arn': settings.arn,
        },
      },
    });
    expect(second).toMatchObject({ payload: { event: { a: 2 }, calls: 2 } });
  });

  const hasPython = findProgram('python3', process.env.PATH ?? '', '') !== 'python3';

  test.runIf(hasPython)('of Python runs inline code in the folder that it is in', async () => {
    const source = [
      'def handler(event, context):',
      '    if "x" in event: raise ValueError("no x")',
      '    return {"sum": sum(event["numbers"])}',
    ].join('\n');
    const { invoke } = createFunctionsFixture({
      source,
      runtime: 'python3.12',
      command: `python3 '${runtime('runtime.py')}'`,
    });

    expect(await invoke({ numbers: [1, 2] })).toEqual({ outcome: 'answered', payload: { sum: 3 } });
    expect(await invoke({ x: 1 })).toEqual({
      outcome: 'failed',
      errorType: 'ValueError',
      errorMessage: 'no x',
    });
  });

  test('sees the variables of its function and credentials of its role, and no other', async () => {
    vi.stubEnv('AWS_PROFILE', 'own');
    vi.stubEnv('SECRET_OF_DEVELOPER', 'own');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { invoke } = byNode(' one "two three"', { environment: { TABLE: 'dev' } });

    const answer = await invoke();

    const { env, ...seen } = (answer as { payload: { env: Record<string, string> } }).payload;
    expect(seen).toMatchObject({ arguments: ['one', 'two three'], folder: process.cwd() });
    expect(env).toMatchObject({
      TABLE: 'dev',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      AWS_ENDPOINT_URL: 'http://localhost:4000',
      LAMBDA_TASK_ROOT: process.cwd(),
    });
    expect(Object.keys(env).filter((name) => /PROFILE|SECRET_OF|HOME/.test(name))).toEqual([]);
  });

  test('starts in the folder of the code', async () => {
    const path = realpathSync(tmpdir());
    const { invoke } = byNode('', { code: { kind: 'folder', path } });

    expect(await invoke()).toMatchObject({ payload: { folder: path } });
  });

  test('prints into the log', async () => {
    const { invoke, lines } = byNode();

    await invoke({ does: 'print', text: 'this' });
    await vi.waitUntil(() => lines.length > 0);

    expect(lines).toEqual(['[Fn] printed this']);
  });

  test.each<[string, string, object, object]>([
    ['says so', '', { does: 'fail' }, { errorType: 'Refused', errorMessage: 'as asked' }],
    [
      'says so in the words of an answer',
      '',
      { does: 'fail as if answered' },
      { errorType: 'Refused', errorMessage: '' },
    ],
    [
      'ends',
      '',
      { does: 'exit' },
      { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with status 3' },
    ],
    ['cannot start', ' --broken', {}, { errorType: 'Broken', errorMessage: 'cannot start' }],
    [
      'answers what is no JSON',
      '',
      { does: 'be no JSON' },
      { errorType: 'Runtime.MarshalError', errorMessage: 'the answer is not JSON' },
    ],
  ])('that %s fails the call', async (_, more, event, failure) => {
    expect(await byNode(more).invoke(event)).toEqual({ outcome: 'failed', ...failure });
  });

  test('that is no program fails the call', async () => {
    const { invoke } = createFunctionsFixture({ ...notRunnable, command: 'no-such-program' });

    expect(await invoke()).toMatchObject({ errorType: 'Runtime.InvalidEntrypoint' });
  });

  test('is killed at its time-out, and the next call starts anew', async () => {
    const { invoke } = byNode('', { timeoutSeconds: 2 });

    expect(await invoke({ does: 'hang' })).toEqual({ outcome: 'timedOut' });
    expect(await invoke()).toMatchObject({ payload: { calls: 1 } });
  });

  test('answers nothing in the place of another invocation', async () => {
    expect(await byNode().invoke({ does: 'answer wrongly' })).toEqual({
      outcome: 'answered',
      payload: { status: 400 },
    });
  });

  test('ends with the run, and what it has started with it', async () => {
    const states: string[] = [];
    const watcher = createServer((_, response) => {
      states.push('opened');
      response.once('close', () => states.push('closed'));
      response.write('open');
    });
    watcher.listen(0, '127.0.0.1');
    onTestFinished(() => void watcher.close());
    await vi.waitUntil(() => watcher.listening);
    const { port } = watcher.address() as { port: number };
    const held = `fetch("http://127.0.0.1:${port}").then(r=>r.text())`;
    const { invoke, functions } = createFunctionsFixture({
      ...notRunnable,
      command: `sh -c '"${process.execPath}" -e "$0" & exec "${process.execPath}" "$1"' '${held}' '${runtime('runtime.mjs')}'`,
    });
    await invoke();
    await vi.waitUntil(() => states.includes('opened'));

    await functions.stop();

    await vi.waitUntil(() => states.includes('closed'));
    expect(states).toEqual(['opened', 'closed']);
  });

  test('fails for a function that no stack has', () => {
    const { functions } = createFunctionsFixture({ command: NODE, logicalId: 'Other' });

    expect(() => functions.assertCommandsUsed()).toThrow(
      expect.objectContaining({
        code: 'UnknownFunction',
        message: "no stack has the function 'Fn', only Other",
      }),
    );
  });
});

describe('the runtime API', () => {
  /** Asks as a program does, by the headers that are given. */
  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const api = new RuntimeApi({ clock: createClock(), log: QUIET, functionArn: 'arn' });
    const address = await api.listen();
    onTestFinished(() => api.close());
    return new Promise<number | undefined>((resolve, reject) => {
      request(`http://${address}${path}`, { method, headers }, ({ statusCode }) =>
        resolve(statusCode),
      )
        .on('error', reject)
        .end();
    });
  }
  const NEXT = '/2018-06-01/runtime/invocation/next';

  test.each<[string, string, Record<string, string>, number]>([
    ['a page', NEXT, { origin: 'http://localhost:5173' }, 403],
    ['a page of a browser that sends no origin', NEXT, { 'sec-fetch-site': 'cross-site' }, 403],
    ['a host of elsewhere', NEXT, { host: 'rebound.example' }, 400],
    ['what asks for another path', '/2018-06-01/runtime/other', {}, 404],
    ['what asks without a version', '/invocation/next', {}, 404],
  ])('refuses %s', async (_, path, headers, status) => {
    expect(await ask(path, headers)).toBe(status);
  });

  test('refuses an answer where nothing runs', async () => {
    expect(await ask('/2018-06-01/runtime/invocation/x/response', {}, 'POST')).toBe(400);
  });
});

describe('a command line', () => {
  test.each<[string, string[]]>([
    ['python3 -m awslambdaric index.handler', ['python3', '-m', 'awslambdaric', 'index.handler']],
    [` "a b" 'c "d"'  e`, ['a b', 'c "d"', 'e']],
    ['--x="a b" $HOME', ['--x=a b', '$HOME']],
    ['', []],
  ])('%j has words', (line, words) => {
    expect(commandWords(line)).toEqual(words);
  });

  test('names a program by the developer’s own path, or by a file', () => {
    expect(findProgram('sh', '/nowhere:/bin', '/home/ada')).toBe('/bin/sh');
    expect(findProgram('./run', '/bin', '/home/ada')).toBe('/home/ada/run');
    expect(findProgram('/opt/run', '/bin', '/home/ada')).toBe('/opt/run');
    expect(findProgram('no-such-program', '/bin', '/home/ada')).toBe('no-such-program');
  });
});
