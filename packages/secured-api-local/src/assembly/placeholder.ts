const OPEN = '\u0001placeholder:';
const CLOSE = '\u0002';
const PLACEHOLDER = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`);

/** Stands in for an attribute of a resource that does not exist on this machine. */
export function placeholder(logicalId: string, attribute: string): string {
  return `${OPEN}${logicalId}.${attribute}${CLOSE}`;
}

/** Names the first placeholder in a text, such as `Table.Arn`; `undefined` if there is none. */
export function findPlaceholder(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[1];
}

/** Writes placeholders in a way that people and programs can read: `{Table.Arn}`. */
export function showPlaceholders(text: string): string {
  return text.replace(new RegExp(PLACEHOLDER, 'g'), (_, name: string) => `{${name}}`);
}
