import { LocalRuntimeError } from '../support/local-runtime-error';

const OPEN = '\u0001';
const CLOSE = '\u0002';
const PLACEHOLDER = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`);
const FRAGMENT = new RegExp(`[^${OPEN}${CLOSE}]*[${OPEN}${CLOSE}][^${OPEN}${CLOSE}]*`);

/** Stands in for an attribute of a resource that does not exist on this machine. */
export function placeholder(logicalId: string, attribute: string): string {
  return `${OPEN}${logicalId}.${attribute}${CLOSE}`;
}

/** Names the first placeholder in a text, or what a function left of it; `undefined` if none. */
export function findPlaceholder(text: string): string | undefined {
  const fragment = FRAGMENT.exec(text)?.[0].replace(new RegExp(`[${OPEN}${CLOSE}]`, 'g'), '');
  return PLACEHOLDER.exec(text)?.[1] ?? fragment;
}

/** The parts of a text between separators; one inside of a placeholder parts nothing. */
export function splitAround(text: string, separator: string): string[] {
  const [first = '', ...others] = text.split(separator);
  const parts = [first];
  for (const part of others) {
    const last = parts.length - 1;
    const before = parts[last] ?? '';
    if (before.lastIndexOf(OPEN) > before.lastIndexOf(CLOSE)) {
      parts[last] = before + separator + part;
    } else parts.push(part);
  }
  return parts;
}

/** Writes placeholders in a way that people and programs can read: `{Table.Arn}`. */
export function showPlaceholders(text: string): string {
  return text.replace(new RegExp(PLACEHOLDER, 'g'), (_, name: string) => `{${name}}`);
}

/** The stop where a placeholder decides something. */
export function placeholderInUse(
  { logicalId, type }: { readonly logicalId: string; readonly type: string },
  path: string,
  found: string,
): LocalRuntimeError {
  return new LocalRuntimeError(
    'PlaceholderInUse',
    `'${logicalId}' (${type}) takes ${path} from '${found}', which does not exist on this machine`,
    'give a literal value, or leave that resource out of the local stack',
  );
}
