import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
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
    [{ runtime: 'python3.12' }, "runtime 'python3.12' does not run here, only nodejs does"],
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

  test('refuses a function that is not there', async () => {
    const { functions } = createFunctionsFixture();

    expect(await functions.invoke('arn:aws:lambda:x', {}, API)).toEqual({ outcome: 'refused' });
  });
});
