// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const packageRoot = join(import.meta.dirname, '..');

/** The parts of query caches that the recipes use, as those packages declare them. */
const CACHES = `
declare module '@tanstack/react-query' {
  export function useQuery<T>(options: {
    queryKey: readonly unknown[];
    queryFn: (context: { signal: AbortSignal }) => T | Promise<T>;
    enabled?: boolean;
    retry?: boolean | number;
  }): { data: T | undefined; error: Error | null };
}
declare module 'swr' {
  export default function useSWR<T>(
    key: readonly unknown[] | string | null | undefined | false,
    fetcher: (key: readonly unknown[]) => T | Promise<T>,
  ): { data: T | undefined; error: unknown };
}
`;

/** What the compiler says of a file that is in memory only. */
function compile(code: string): string[] {
  const path = join(packageRoot, 'example.tsx');
  const caches = join(packageRoot, 'caches.d.ts');
  const files = new Map([
    [path, code],
    [caches, CACHES],
  ]);
  const { config } = ts.readConfigFile(join(packageRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, packageRoot);
  const paths = { 'react-cognito-hooks': [join(packageRoot, 'src/index.ts')] };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, text, language);
  };
  const program = ts.createProgram([path, caches], { ...options, paths }, host);
  const diagnostics = ts.getPreEmitDiagnostics(program);
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
/** The examples that can stand alone: they import what they use. */
const examples = [...readme.matchAll(/```tsx\n(?<code>import .*?)```/gs)].map(
  ({ groups }) => groups?.code ?? '',
);

test('the README has a complete example, a recipe for each cache, and typed routes', () => {
  const marks = ['await loadClientConfig()', "'@tanstack/react-query'", "'swr'", 'Register'];

  expect(marks.map((mark) => examples.findIndex((code) => code.includes(mark)))).toEqual([
    0, 1, 2, 3,
  ]);
});

test.each(examples.map((code, index) => [index + 1, code]))(
  'example %i of the README compiles',
  (_, code) => {
    const messages = compile(String(code));

    expect(messages).toEqual([]);
  },
  60_000,
);
