import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;
const QUOTED = /"([^"]*)"|'([^']*)'/g;

/** The words of a command, in quotes where one has spaces; nothing is expanded. */
export function commandWords(command: string): string[] {
  return (command.match(WORD) ?? []).map((word) =>
    word.replace(QUOTED, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}

/**
 * The program of a command, as the developer's own shell would find it: the function itself has
 * another `PATH`.
 *
 * @returns the name as it is where no file is found
 */
export function findProgram(name: string, path: string, folder: string): string {
  if (name.includes('/')) return resolve(folder, name);
  return (
    path
      .split(delimiter)
      .map((directory) => join(directory, name))
      .find(isExecutable) ?? name
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
