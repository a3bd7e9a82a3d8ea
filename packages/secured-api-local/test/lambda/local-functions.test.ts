import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { MAX_CONCURRENCY } from '../../src/lambda/function-pool';
import type { Caller } from '../../src/lambda/functions';
import { type Permission, permits } from '../../src/lambda/resource-policy';
import { WEB_TRUST } from '../sts/sts-fixture';
import { API, createFunctionsFixture } from './functions-fixture';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'handler test '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('code', () => {
  test.each<[string, Record<string, string>, string]>([
    ['CommonJS', { 'index.js': 'exports.handler = async () => "ran";' }, 'index.handler'],
    ['.cjs', { 'index.cjs': 'exports.handler = async () => "ran";' }, 'index.handler'],
    ['.mjs', { 'index.mjs': 'export const handler = async () => "ran";' }, 'index.handler'],
    [
      'a package of modules',
      {
        'package.json': '{"type":"module"}',
        'index.js': 'export const handler = async () => "ran";',
      },
      'index.handler',
    ],
    [
      'a default export',
      { 'index.mjs': 'export default { handler: async () => "ran" };' },
      'index.handler',
    ],
    ['a folder below', { 'src/api/get.js': 'exports.run = async () => "ran";' }, 'src/api/get.run'],
    [
      'a file that it loads',
      {
        'index.js': 'exports.handler = require("./b").b;',
        'b.js': 'exports.b = async () => "ran";',
      },
      'index.handler',
    ],
  ])('runs from %s', async (_, files, handler) => {
    const code = { kind: 'folder', path: folderWith(files) } as const;
    const { invoke } = createFunctionsFixture({ code, handler });

    expect(await invoke()).toEqual({ outcome: 'answered', payload: 'ran' });
  });

  test.each(['index.handler', 'index', 'src/index.handler', 'a.b/index.handler'])(
    'fails at the start for the handler %s without a file',
    (handler) => {
      const code = { kind: 'folder', path: folderWith({ 'other.js': '' }) } as const;

      expect(() => createFunctionsFixture({ code, handler })).toThrow(
        expect.objectContaining({
          code: 'HandlerNotFound',
          message: `function 'Fn' has no file for its handler '${handler}'`,
        }),
      );
    },
  );

  test.each([
    [
      { runtime: 'python3.12' },
      "runtime 'python3.12' does not run here, only nodejs does; --function Fn=COMMAND runs it",
    ],
    [{ code: { kind: 'notRunnable', reason: 'its code is an image' } }, 'its code is an image'],
  ] as const)('that does not run here says why', async (change, reason) => {
    const { invoke } = createFunctionsFixture(change);

    expect(await invoke()).toEqual({ outcome: 'notRunnable', reason });
  });

  test('of two functions of one logical id stays apart', async () => {
    const { functions, settings, invoke } = createFunctionsFixture();

    functions.add({
      ...settings,
      name: 'other',
      arn: `${settings.arn}-other`,
      code: { kind: 'inline', source: 'exports.handler = async () => "other";' },
    });

    expect(await invoke({ a: 1 })).toEqual({ outcome: 'answered', payload: { a: 1 } });
  });
});

describe('the role', () => {
  test('fails at the start where it does not trust Lambda', () => {
    const { functions, settings, addRole } = createFunctionsFixture();
    const roleArn = addRole('Users', { trust: [WEB_TRUST] });

    expect(() => functions.add({ ...settings, roleArn })).toThrow(
      expect.objectContaining({ code: 'RoleNotAssumable' }),
    );
    expect(() => functions.add({ ...settings, roleArn: `${roleArn}x` })).toThrow(
      expect.objectContaining({ code: 'RoleNotAssumable' }),
    );
  });
});

describe('find', () => {
  test('knows a function by name, by ARN and by its qualified ARN', () => {
    const { functions, settings } = createFunctionsFixture();

    const found = [settings.name, settings.arn, `${settings.arn}:$LATEST`].map((name) =>
      functions.find(name),
    );

    expect(found).toEqual([settings, settings, settings]);
    expect(functions.find('other')).toBeUndefined();
    expect(functions.find(`${settings.arn}:live`)).toBeUndefined();
  });
});

describe('concurrency', () => {
  test('runs ten at once and lets the rest wait', async () => {
    const { invoke } = createFunctionsFixture({
      source: `const born = Math.random();
        exports.handler = async () => { await new Promise(setImmediate); return born; };`,
    });

    const answers = await Promise.all(Array.from({ length: MAX_CONCURRENCY * 2 }, () => invoke()));

    const workers = new Set(answers.map((answer) => JSON.stringify(answer)));
    expect(answers.every(({ outcome }) => outcome === 'answered')).toBe(true);
    expect(workers.size).toBeLessThanOrEqual(MAX_CONCURRENCY);
  });

  test('uses a warm environment again', async () => {
    const { invoke } = createFunctionsFixture({
      source: 'const born = Math.random(); exports.handler = async () => born;',
    });
    const first = await invoke();

    const second = await invoke();
    const together = await Promise.all(Array.from({ length: 8 }, () => invoke()));

    expect(second).toEqual(first);
    expect(together).toContainEqual(first);
  });

  test('lets nothing wait behind a call that takes longer than those before', async () => {
    const { invoke } = createFunctionsFixture({
      source: `exports.handler = (event, context, done) => {
        if (event.kind !== 'never') done(null, event.kind);
      };`,
    });
    await invoke({ kind: 'warm' });
    await invoke({ kind: 'warm' });

    const never = invoke({ kind: 'never' });
    const behind = await Promise.all(['a', 'b', 'c'].map((kind) => invoke({ kind })));

    expect(behind.map((answer) => 'payload' in answer && answer.payload)).toEqual(['a', 'b', 'c']);
    expect(await Promise.race([never, Promise.resolve('still runs')])).toBe('still runs');
  });

  test('lets nothing wait behind a call that blocks its thread', async () => {
    const { invoke } = createFunctionsFixture({
      timeoutSeconds: 1,
      source: `exports.handler = async (event) => { for (; event.loop; ); return 'free'; };`,
    });
    await invoke();
    await invoke();

    const loops = invoke({ loop: true });
    const behind = await Promise.all([invoke(), invoke()]);

    expect(behind).toEqual(Array(2).fill({ outcome: 'answered', payload: 'free' }));
    expect(await loops).toEqual({ outcome: 'timedOut' });
  });

  test('answers what waited at an environment that ended', async () => {
    const { invoke } = createFunctionsFixture({
      source: `exports.handler = async (event) => {
        if (event.exit) process.exit(1);
        return event.n;
      };`,
    });
    await invoke({ n: 0 });
    await invoke({ n: 0 });

    const calls = [invoke({ n: 1 }), invoke({ exit: true }), invoke({ n: 2 }), invoke({ n: 3 })];
    const answers = await Promise.all(calls);

    expect(answers).toEqual([
      { outcome: 'answered', payload: 1 },
      expect.objectContaining({ errorType: 'Runtime.ExitError' }),
      { outcome: 'answered', payload: 2 },
      { outcome: 'answered', payload: 3 },
    ]);
  });

  test('runs one call at a time in each environment', async () => {
    const { invoke } = createFunctionsFixture({
      source: `let running = 0;
        exports.handler = async () => {
          running += 1;
          const most = running;
          await Promise.resolve();
          if (Math.random() < 0.1) await new Promise((resolve) => setTimeout(resolve, 3));
          running -= 1;
          return most;
        };`,
    });

    const answers = await Promise.all(Array.from({ length: 200 }, () => invoke()));

    expect(new Set(answers.map((answer) => 'payload' in answer && answer.payload))).toEqual(
      new Set([1]),
    );
  });

  test('ends what runs and what waits when it stops', async () => {
    const { invoke, functions } = createFunctionsFixture({
      source: 'exports.handler = (a, b, c) => {};',
    });
    const calls = Array.from({ length: MAX_CONCURRENCY + 2 }, () => invoke());

    await functions.stop();

    const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['failed']));
    expect(await invoke()).toMatchObject({ errorType: 'Runtime.Stopped' });
  });
});

describe('the resource policy', () => {
  const ARN = 'arn:aws:execute-api:us-east-1:111122223333:abcdefghij';
  const open: Permission = {
    principal: 'apigateway.amazonaws.com',
    sourceArn: undefined,
    sourceAccount: undefined,
  };

  test.each<[string, Partial<Permission>, boolean]>([
    ['the service', {}, true],
    ['another service', { principal: 'cognito-idp.amazonaws.com' }, false],
    ['an asterisk, which is never taken for a service', { principal: '*' }, false],
    ['the exact source', { sourceArn: API.sourceArn }, true],
    ['any stage and method', { sourceArn: `${ARN}/*/*/hello` }, true],
    ['another path', { sourceArn: `${ARN}/*/*/other` }, false],
    ['another API', { sourceArn: `${ARN.slice(0, -1)}k/*` }, false],
    ['another case', { sourceArn: API.sourceArn.toUpperCase() }, false],
    ['a wildcard across its parts', { sourceArn: 'arn:aws:execute-api:*' }, true],
    ['its account', { sourceAccount: '111122223333' }, true],
    ['another account', { sourceAccount: '999999999999' }, false],
  ])('with %s', (_, change, expected) => {
    expect(permits({ ...open, ...change }, API)).toBe(expected);
  });

  test.each<[string, Caller]>([
    ['another service', { ...API, service: 'cognito-idp.amazonaws.com' }],
    ['nobody', { ...API, service: '' }],
  ])('refuses %s before anything runs', async (_, caller) => {
    const { functions, settings } = createFunctionsFixture();

    expect(await functions.invoke(settings.arn, {}, caller)).toEqual({ outcome: 'refused' });
  });

  test('counts a permission that comes after a refusal', async () => {
    const { functions, settings } = createFunctionsFixture();
    const other = { ...settings, arn: `${settings.arn}-other`, name: 'other' };
    functions.add(other);
    const before = await functions.invoke(other.arn, {}, API);

    functions.addPermission(other.arn, { ...open, sourceArn: API.sourceArn });
    const after = await functions.invoke(other.arn, {}, API);
    const elsewhere = await functions.invoke(other.arn, {}, { ...API, sourceArn: `${ARN}/x` });

    expect(before).toEqual({ outcome: 'refused' });
    expect(after).toEqual({ outcome: 'answered', payload: {} });
    expect(elsewhere).toEqual({ outcome: 'refused' });
  });

  test('starts anew with the next call once it is renewed', async () => {
    const source = 'let calls = 0; exports.handler = async () => ++calls;';
    const { functions, invoke } = createFunctionsFixture({ source });
    await invoke();
    const warm = await invoke();

    functions.renew();

    expect(warm).toMatchObject({ payload: 2 });
    expect(await invoke()).toMatchObject({ payload: 1 });
  });

  test('refuses a function that is not there', async () => {
    const { functions } = createFunctionsFixture();

    expect(await functions.invoke('arn:aws:lambda:x', {}, API)).toEqual({ outcome: 'refused' });
  });
});

describe('an event that nobody waits for', () => {
  test('is taken at once, and runs', async () => {
    const source = 'exports.handler = async ({ text }) => console.log(text);';
    const { functions, settings, lines } = createFunctionsFixture({ source });

    const taken = functions.send(settings.arn, { text: 'it ran' }, API);

    expect([taken, ...lines]).toEqual(['accepted']);
    await vi.waitFor(() => expect(lines).toEqual(['[Fn] it ran']));
  });

  test('tells in the log alone that it failed', async () => {
    const source = 'exports.handler = async () => { throw new Error("no mail server"); };';
    const { functions, settings, lines } = createFunctionsFixture({ source });

    functions.send(settings.arn, {}, API);

    await vi.waitFor(() => expect(lines).toContain('warning: [Fn] Error: no mail server'));
  });

  test('tells in the log that its function does not run here', async () => {
    const code = { kind: 'notRunnable', reason: 'its code is an image' } as const;
    const { functions, settings, lines } = createFunctionsFixture({ code });

    functions.send(settings.arn, {}, API);

    await vi.waitFor(() => expect(lines).toEqual(['warning: [Fn] its code is an image']));
  });

  test.each<[string, string, Caller]>([
    ['another service', 'stack-fn', { ...API, service: 'cognito-idp.amazonaws.com' }],
    ['a function that is not there', 'arn:aws:lambda:x', API],
  ])('fails for %s, and nothing runs', (_, name, caller) => {
    const { functions, lines } = createFunctionsFixture();

    expect(functions.send(name, {}, caller)).toBe('refused');
    expect(lines).toEqual([]);
  });
});
