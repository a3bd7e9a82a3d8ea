import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAssembly } from '../../src/assembly/read-assembly';
import { createFolder, writeAssembly } from './assembly-fixture';

const EMPTY = { template: { Resources: {} } };

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = createFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** An assembly with one more for each stage, as `Stage` makes it. */
function folderWithStages(
  stages: readonly string[],
  top: Parameters<typeof writeAssembly>[0] = {},
) {
  const folder = writeAssembly(top);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const stage of stages) {
    const directoryName = `assembly-${stage}`;
    mkdirSync(join(folder, directoryName));
    writeAssembly(
      {
        Api: { ...EMPTY, displayName: `${stage}/Api`, dependencies: ['Auth'] },
        Auth: { ...EMPTY, displayName: `${stage}/Auth`, stackName: `${stage}-Auth` },
      },
      {},
      join(folder, directoryName),
    );
    manifest.artifacts[directoryName] = {
      type: 'cdk:cloud-assembly',
      properties: { directoryName },
    };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

describe('stages', () => {
  const names = (folder: string, only?: readonly string[]) =>
    readAssembly(folder, only).map(({ name }) => name);

  test('are left alone where there are stacks of none, as the command line of the CDK does', () => {
    expect(names(folderWithStages(['Dev', 'Prod'], { Top: EMPTY }))).toEqual(['Top']);
  });

  test('give their stacks where there is one and no other stack', () => {
    expect(names(folderWithStages(['Dev']))).toEqual(['Dev-Auth', 'Api']);
  });

  test('give a stack by path or name, with what it depends on in its own stage', () => {
    const folder = folderWithStages(['Dev', 'Prod'], { Top: EMPTY });

    expect(names(folder, ['Prod/Api'])).toEqual(['Prod-Auth', 'Api']);
    expect(names(folder, ['Dev-Auth', 'Top'])).toEqual(['Dev-Auth', 'Top']);
  });

  test.each<[string, string[] | undefined]>([
    ["the assembly has the stacks 'Dev/Api', 'Dev/Auth', 'Prod/Api', 'Prod/Auth'", undefined],
    ["'Api' is the name of the stacks 'Dev/Api', 'Prod/Api'", ['Api']],
  ])('fails where %s of several stages', (message, only) => {
    expect(() => readAssembly(folderWithStages(['Dev', 'Prod']), only)).toThrow(
      expect.objectContaining({
        code: 'AmbiguousStacks',
        message: `${message} of several stages`,
      }),
    );
  });

  test('fails for a stack that no stage has, and names those of stages by their path', () => {
    expect(() => readAssembly(folderWithStages(['Dev'], { Top: EMPTY }), ['Nope'])).toThrow(
      expect.objectContaining({
        code: 'UnknownStack',
        message: "the assembly has no stack 'Nope', but Top, Dev/Api, Dev/Auth",
      }),
    );
  });
});

describe('readAssembly', () => {
  test('gives stacks with name, region, template and the folders of their assets', () => {
    const folder = writeAssembly(
      {
        App: {
          template: { Resources: { A: { Type: 'X::Y::Z' } } },
          environment: 'aws://123456789012/eu-west-1',
          stackName: 'app-dev',
        },
      },
      { 'code.zip': '' },
    );

    const [stack, ...others] = readAssembly(folder);

    expect(others).toEqual([]);
    expect(stack).toEqual({
      name: 'app-dev',
      region: 'eu-west-1',
      template: { Resources: { A: { Type: 'X::Y::Z' } } },
      assets: new Map([['code.zip', join(folder, 'asset.0')]]),
    });
  });

  test('leaves the region open where the stack is bound to none', () => {
    expect(readAssembly(writeAssembly({ App: EMPTY }))[0]?.region).toBeUndefined();
  });

  test('gives dependencies first, and with one stack all that it needs', () => {
    const folder = writeAssembly({
      Web: { ...EMPTY, dependencies: ['Api'] },
      Api: { ...EMPTY, dependencies: ['Auth'] },
      Auth: { ...EMPTY, stackName: 'auth' },
      Other: EMPTY,
    });

    const all = readAssembly(folder).map(({ name }) => name);
    const some = readAssembly(folder, ['Web']).map(({ name }) => name);

    expect(all).toEqual(['auth', 'Api', 'Web', 'Other']);
    expect(some).toEqual(['auth', 'Api', 'Web']);
  });

  test('fails for a stack that is not there and names those that are', () => {
    const folder = writeAssembly({ App: EMPTY, Auth: EMPTY });

    expect(() => readAssembly(folder, ['Ap'])).toThrow(
      expect.objectContaining({
        code: 'UnknownStack',
        message: "the assembly has no stack 'Ap', but App, Auth",
      }),
    );
  });

  test('fails for a folder that is not there, and for a file', () => {
    const folder = folderWith({ file: '' });

    for (const path of [join(folder, 'none'), join(folder, 'file')]) {
      expect(() => readAssembly(path)).toThrow(
        expect.objectContaining({
          code: 'NoAssembly',
          message: `there is no cloud assembly at '${path}'`,
          resolution: "run 'cdk synth', or name its folder by --assembly",
        }),
      );
    }
  });

  test.each(['{}', '{"artifacts":{"Tree":{"type":"cdk:tree"}}}'])(
    'fails for an assembly without a stack: %s',
    (manifest) => {
      expect(() => readAssembly(folderWith({ 'manifest.json': manifest }))).toThrow(
        expect.objectContaining({ code: 'NoStack' }),
      );
    },
  );

  test.each<[string, Record<string, string>]>([
    ['no manifest', {}],
    ['a manifest that is no JSON', { 'manifest.json': '{' }],
    ['a manifest that is a list', { 'manifest.json': '[]' }],
    ['a manifest that is null', { 'manifest.json': 'null' }],
    ['an artifact that is null', { 'manifest.json': '{"artifacts":{"A":null}}' }],
    ['an artifact without type', { 'manifest.json': '{"artifacts":{"A":{}}}' }],
    [
      'a template that is not there',
      { 'manifest.json': '{"artifacts":{"A":{"type":"aws:cloudformation:stack"}}}' },
    ],
    [
      'a manifest of assets that is not there',
      {
        'manifest.json':
          '{"artifacts":{"A":{"type":"cdk:asset-manifest","properties":{"file":"x.json"}}}}',
      },
    ],
  ])('fails for %s in one line', (_, files) => {
    expect(() => readAssembly(folderWith(files))).toThrow(
      expect.objectContaining({
        code: 'BrokenAssembly',
        message: expect.stringMatching(/^cannot read '.*' of the assembly: .+$/),
      }),
    );
  });

  test.each<[string, object]>([
    ['without Resources', {}],
    ['whose Resources are a list', { Resources: [] }],
    ['with a resource that is null', { Resources: { A: null } }],
    ['with a resource without Type', { Resources: { A: {} } }],
    ['with a parameter without Type', { Resources: {}, Parameters: { P: {} } }],
    ['with an output that is a text', { Resources: {}, Outputs: { O: 'x' } }],
    ['whose Conditions are a text', { Resources: {}, Conditions: 'x' }],
  ])('fails for a template %s', (_, template) => {
    const folder = writeAssembly({ App: { template } });

    expect(() => readAssembly(folder)).toThrow(expect.objectContaining({ code: 'BrokenAssembly' }));
  });

  test('fails for a template that a macro would change first', () => {
    const template = { Transform: 'AWS::Serverless-2016-10-31', Resources: {} };

    expect(() => readAssembly(writeAssembly({ App: { template } }))).toThrow(
      expect.objectContaining({ code: 'UnmodelledTransform' }),
    );
  });

  test('leaves a stack alone that is not asked for, whatever it is', () => {
    const template = { Transform: 'AWS::Serverless-2016-10-31', Resources: {} };
    const folder = writeAssembly({ App: EMPTY, Other: { template } });

    expect(readAssembly(folder, ['App']).map(({ name }) => name)).toEqual(['App']);
  });

  test('fails for stacks that depend on each other', () => {
    const folder = writeAssembly({
      A: { ...EMPTY, dependencies: ['B'] },
      B: { ...EMPTY, dependencies: ['A'] },
    });

    expect(() => readAssembly(folder)).toThrow(expect.objectContaining({ code: 'BrokenAssembly' }));
  });
});
