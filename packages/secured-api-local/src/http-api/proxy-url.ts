import type { EventSource } from './lambda-event';

const VARIABLE = /\{([^}]+)\}/g;

/**
 * The URL that a request is handed to: the route's variables filled in, each segment encoded, and
 * the request's query after the target's own.
 *
 * @returns `undefined` where the target names a variable that the route has not
 */
export function proxyUrl(
  template: string,
  { pathParameters, path }: Pick<EventSource, 'pathParameters' | 'path'>,
): URL | undefined {
  const values = new Map(Object.entries(pathParameters));
  const names = [...template.matchAll(VARIABLE)].map(([, name = '']) => name);
  if (!names.every((name) => values.has(name))) return undefined;
  const filled = template.replace(VARIABLE, (_, name: string) =>
    (values.get(name) ?? '').split('/').map(encodeURIComponent).join('/'),
  );
  const url = new URL(filled);
  url.search = [url.search.slice(1), path.query].filter((part) => part !== '').join('&');
  return url;
}
