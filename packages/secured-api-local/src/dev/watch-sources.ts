import { existsSync, type FSWatcher, watch } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { AssemblyStack } from '../assembly/read-manifest';

const QUIET_MS = 150;

/** What is made from sources, and whatever begins with a dot. */
const MADE = /^(?:\..*|node_modules|cdk\.out|dist|build|coverage|.*\.log|.*\.tsbuildinfo)$/;

/** Folders that an app's template is made from: its own, and those of handlers outside of it. */
export function sourceFolders(folder: string, stacks: readonly AssemblyStack[]): string[] {
  const entries = stacks.flatMap(({ template }) =>
    Object.values(template.Resources).map(({ Metadata }) => entryOf(Metadata)),
  );
  const outside = entries
    .flatMap((entry) => (entry === undefined ? [] : dirname(resolve(folder, entry))))
    .filter((path) => relative(folder, path).startsWith('..') && existsSync(path));
  return [folder, ...new Set(outside)];
}

function entryOf(metadata: Readonly<Record<string, unknown>> = {}): string | undefined {
  const source = metadata['secured-api:source'];
  if (typeof source !== 'object' || source === null || !('entry' in source)) return undefined;
  return typeof source.entry === 'string' ? source.entry : undefined;
}

/** Whether a change of that path, below the folder, is a change of a source. */
export function isSource(folder: string, path: string): boolean {
  if (path.split(sep).some((name) => MADE.test(name))) return false;
  const compiled = /\.(?:js|d\.ts)(?:\.map)?$/.exec(path);
  return compiled === null || !existsSync(join(folder, `${path.slice(0, compiled.index)}.ts`));
}

/**
 * Calls back once a burst of changes of sources is over.
 *
 * @returns what ends it
 */
export function watchSources(folders: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, path) => {
      if (path !== null && !isSource(folder, path)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
