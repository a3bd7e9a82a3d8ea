import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFunctionsFixture, type FunctionsFixtureOptions } from './functions-fixture';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'layer test '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A layer of one package, in CommonJS, that says `text`. */
const layerOf = (name: string, text: string, modules = 'nodejs/node_modules') =>
  folderWith({ [`${modules}/${name}/index.js`]: `module.exports = '${text}';` });

const requiring = (name: string) => `exports.handler = async () => require('${name}');`;

async function answerOf(options: FunctionsFixtureOptions): Promise<unknown> {
  const answer = await createFunctionsFixture(options).invoke();
  return answer.outcome === 'answered' ? answer.payload : answer;
}

/** A function of one ES module. */
const moduleOf = (source: string): FunctionsFixtureOptions => ({
  code: { kind: 'folder', path: folderWith({ 'index.mjs': source }) },
});

describe('a function with layers', () => {
  test('requires what a layer holds', async () => {
    const layers = [layerOf('tool', 'of the layer')];

    expect(await answerOf({ source: requiring('tool'), layers })).toBe('of the layer');
  });

  test('imports what a layer holds, an ES module or not', async () => {
    const layers = [
      folderWith({
        'nodejs/node_modules/@scope/tool/package.json':
          '{"type":"module","exports":{"./part":"./part.js"}}',
        'nodejs/node_modules/@scope/tool/part.js': "export const part = 'a part';",
        'nodejs/node_modules/other/index.js': "module.exports = 'other';",
      }),
    ];
    const source = `
      import { part } from '@scope/tool/part';
      import other from 'other';
      export const handler = async () => [part, other];`;

    expect(await answerOf({ ...moduleOf(source), layers })).toEqual(['a part', 'other']);
  });

  test('imports nothing of a layer before nodejs18.x', async () => {
    const source = "import tool from 'tool'; export const handler = async () => tool;";
    const layers = [layerOf('tool', 'of the layer')];

    const answer = await answerOf({ ...moduleOf(source), layers, runtime: 'nodejs16.x' });

    expect(answer).toMatchObject({
      outcome: 'failed',
      errorMessage: expect.stringMatching(/tool/),
    });
  });

  test.each(["import 'nothing';", "import './nothing.mjs';", "import '#nothing';"])(
    'fails by the error of Node for %s, which is nowhere',
    async (statement) => {
      const source = `${statement} export const handler = async () => 1;`;
      const layers = [layerOf('tool', 'of the layer')];

      const answer = await answerOf({ ...moduleOf(source), layers });

      expect(answer).toMatchObject({
        outcome: 'failed',
        errorMessage: expect.stringMatching(/nothing.*imported from .*index\.mjs/),
      });
    },
  );

  test('takes what is packed with it first', async () => {
    const path = folderWith({
      'index.js': requiring('tool'),
      'node_modules/tool/index.js': "module.exports = 'of the function';",
    });

    const answer = await answerOf({
      code: { kind: 'folder', path },
      layers: [layerOf('tool', 'of the layer')],
    });

    expect(answer).toBe('of the function');
  });

  test('finds packages of its own runtime before those of all', async () => {
    const layers = [
      folderWith({
        'nodejs/node_modules/tool/index.js': "module.exports = 'of all';",
        'nodejs/node22/node_modules/tool/index.js': "module.exports = 'of 22';",
      }),
    ];
    const ask = (runtime: string) => answerOf({ source: requiring('tool'), layers, runtime });

    expect([await ask('nodejs22.x'), await ask('nodejs20.x')]).toEqual(['of 22', 'of all']);
  });

  test('has later layers over earlier ones, file by file', async () => {
    const earlier = folderWith({
      'nodejs/node_modules/tool/index.js': "module.exports = require('./text');",
      'nodejs/node_modules/tool/text.js': "module.exports = 'earlier';",
    });
    const later = folderWith({
      'nodejs/node_modules/tool/text.js': "module.exports = require('other');",
      'nodejs/node_modules/other/index.js': "module.exports = 'later';",
    });

    const source = requiring('tool');

    expect(await answerOf({ source, layers: [earlier, later] })).toBe('later');
    expect(await answerOf({ source, layers: [later, earlier] })).toBe('earlier');
  });

  test('is laid in a folder for temporary files, which goes with the run', async () => {
    const layers = [layerOf('one', '1'), layerOf('two', '2')];
    const source = 'exports.handler = async () => process.env.NODE_PATH;';
    const { functions, invoke } = createFunctionsFixture({ source, layers });

    const { payload } = (await invoke()) as { payload: string };
    const [, laid = ''] = payload.split(delimiter);
    const during = existsSync(join(laid, 'two'));
    await functions.stop();

    expect([during, existsSync(laid)]).toEqual([true, false]);
  });

  test('fails with every call where a layer has a folder in the place of a file', async () => {
    const file = folderWith({ 'nodejs/node_modules/tool': '' });
    const layers = [layerOf('one', '1'), file, layerOf('tool', '2')];
    const { invoke } = createFunctionsFixture({ source: requiring('one'), layers });

    const answers = [await invoke(), await invoke()];

    const refused = { outcome: 'failed', errorType: 'Runtime.StartError' };
    expect(answers).toMatchObject([refused, refused]);
  });

  test.each<[string, FunctionsFixtureOptions, string]>([
    ['the layers', {}, '/nodejs/node22/node_modules'],
    ['the template', { environment: { NODE_PATH: '/mine' } }, '/mine'],
  ])('has a NODE_PATH of %s', async (_, options, part) => {
    const source = 'exports.handler = async () => process.env.NODE_PATH;';

    const path = await answerOf({ source, layers: [layerOf('tool', '1')], ...options });

    expect(path).toContain(part);
  });
});
