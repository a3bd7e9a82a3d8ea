import { existsSync } from 'node:fs';
import { join } from 'node:path';

const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/** The file and the export that a handler such as `src/index.handler` names. */
export interface HandlerModule {
  /** The code's own folder. */
  readonly folder: string;
  readonly modulePath: string;
  readonly exportPath: string;
}

/**
 * Finds a handler's module in a code folder: the file is up to the first dot of the last segment.
 *
 * @returns `undefined` when there is no such file
 */
export function findHandlerModule(folder: string, handler: string): HandlerModule | undefined {
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  if (dot < 0) return undefined;
  const base = join(folder, handler.slice(0, dot));
  const extension = EXTENSIONS.find((candidate) => existsSync(base + candidate));
  return extension
    ? { folder, modulePath: base + extension, exportPath: handler.slice(dot + 1) }
    : undefined;
}
