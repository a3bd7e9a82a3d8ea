// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const packageRoot = join(import.meta.dirname, '..');

/** The parts of other packages that the recipes use, as those packages declare them. */
const OTHER_PACKAGES = `
declare module '@tanstack/react-query' {
  export function useQuery<T>(options: {
    queryKey: readonly unknown[];
    queryFn: (context: { signal: AbortSignal }) => T | Promise<T>;
    enabled?: boolean;
    retry?: boolean | number;
  }): { data: T | undefined; error: Error | null };
}
declare module 'react-router' {
  export function redirect(url: string): Response;
}
declare module 'swr' {
  export default function useSWR<T>(
    key: readonly unknown[] | string | null | undefined | false,
    fetcher: (key: readonly unknown[]) => T | Promise<T>,
  ): { data: T | undefined; error: unknown };
}
`;

/** What the compiler says of files that are in memory only, by their names. */
function compile(examples: ReadonlyMap<string, string>): Map<string, string[]> {
  const at = (name: string) => join(packageRoot, name);
  const files = new Map([...examples].map(([name, code]) => [at(name), code]));
  files.set(at('caches.d.ts'), OTHER_PACKAGES);
  const { config } = ts.readConfigFile(at('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, packageRoot);
  const paths = {
    'react-cognito-hooks': [at('src/index.ts')],
    'react-cognito-hooks/testing': [at('src/testing.ts')],
  };
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
  const program = ts.createProgram([...files.keys()], { ...options, paths }, host);
  const said = (name: string) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(at(name)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return new Map([...examples.keys()].map((name) => [name, said(name)]));
}

/** The examples of a document that can stand alone: they import what they use. */
function examplesOf(document: string): string[] {
  const text = readFileSync(join(packageRoot, document), 'utf8');
  const complete = /```tsx\n(?<code>(?:'use client';\n)?import .*?)```/gs;
  return [...text.matchAll(complete)].map(({ groups }) => groups?.code ?? '');
}

test('the README has a complete example, and a recipe for a cache', () => {
  const examples = examplesOf('README.md');

  const marks = ['await loadClientConfig()', "'@tanstack/react-query'"];
  expect(marks.map((mark) => examples.findIndex((code) => code.includes(mark)))).toEqual([0, 1]);
});

test.each(['README.md', 'docs/recipes.md'])(
  'every example of %s compiles',
  (document) => {
    const examples = examplesOf(document).map((code, index) => [`${index + 1}.tsx`, code] as const);

    const messages = compile(new Map(examples));

    expect(messages.size).toBeGreaterThan(1);
    expect([...messages].filter(([, said]) => said.length > 0)).toEqual([]);
  },
  60_000,
);
