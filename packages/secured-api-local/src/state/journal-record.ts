import { createHash } from 'node:crypto';
import { LocalRuntimeError } from '../support/local-runtime-error';

/** The layout of the journal: a change that an older reader would misread raises it. */
export const JOURNAL_FORMAT = 1;

/** Table, key and value of one write; without a value the record is deleted. */
export type JournalWrite = readonly [table: string, key: string, value?: unknown];

/** The first line of a journal. */
export function journalHeader(): string {
  return `${JSON.stringify({ format: JOURNAL_FORMAT })}\n`;
}

/** One line that holds a whole batch, so that a torn line loses all of it or nothing. */
export function journalLine(writes: readonly JournalWrite[]): string {
  return `${JSON.stringify({ sum: checksum(writes), writes })}\n`;
}

/**
 * Reads a journal: the batches in order, and whether its last line was torn.
 *
 * A line counts as kept once its line feed is there. A last line without one was never
 * acknowledged and is left out; any other line that does not read back is corruption.
 *
 * @throws LocalRuntimeError `StateFormat` for another version, `StateCorrupt` with the line number
 */
export function readJournal(text: string, path: string): readonly JournalWrite[] {
  const end = text.lastIndexOf('\n') + 1;
  if (end === 0) return [];
  const [header, ...lines] = text.slice(0, end - 1).split('\n');
  assertFormat(header ?? '', path);
  return lines.flatMap((line, index) => readLine(line, index + 2, path));
}

function assertFormat(header: string, path: string): void {
  const parsed = parse(header);
  const format = isObject(parsed) ? parsed.format : undefined;
  if (format === JOURNAL_FORMAT) return;
  if (typeof format !== 'number') throw corrupt(1, path);
  throw new LocalRuntimeError(
    'StateFormat',
    `the state in '${path}' has format ${format}, expected ${JOURNAL_FORMAT}`,
    'use the version that wrote it, or another state folder',
  );
}

function readLine(line: string, number: number, path: string): readonly JournalWrite[] {
  const parsed = parse(line);
  if (!isObject(parsed) || !isWrites(parsed.writes) || parsed.sum !== checksum(parsed.writes)) {
    throw corrupt(number, path);
  }
  return parsed.writes;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isWrites(value: unknown): value is readonly JournalWrite[] {
  const isWrite = (write: unknown): boolean =>
    Array.isArray(write) && typeof write[0] === 'string' && typeof write[1] === 'string';
  return Array.isArray(value) && value.every(isWrite);
}

function checksum(writes: readonly JournalWrite[]): string {
  return createHash('sha256').update(JSON.stringify(writes)).digest('hex').slice(0, 16);
}

function corrupt(line: number, path: string): LocalRuntimeError {
  return new LocalRuntimeError(
    'StateCorrupt',
    `line ${line} of '${path}' cannot be read`,
    'restore the file from a copy, or use another state folder',
  );
}
