// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const packageRoot = join(import.meta.dirname, '..');

/** What the compiler says of a file that is in memory only. */
function compile(code: string): string[] {
  const path = join(packageRoot, 'example.tsx');
  const { config } = ts.readConfigFile(join(packageRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, packageRoot);
  const paths = { 'react-cognito-hooks': [join(packageRoot, 'src/index.ts')] };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? code : readFile(name));
  host.getSourceFile = (name, language, ...rest) =>
    name === path
      ? ts.createSourceFile(name, code, language)
      : getSourceFile(name, language, ...rest);
  const program = ts.createProgram([path], { ...options, paths }, host);
  const diagnostics = ts.getPreEmitDiagnostics(program);
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the complete example of the README compiles', () => {
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  const example = /```tsx\n(?<code>.*?)```/s.exec(readme)?.groups?.code ?? '';

  const messages = compile(example);

  expect(example).toContain('createCognitoClient(await loadClientConfig())');
  expect(messages).toEqual([]);
}, 60_000);
