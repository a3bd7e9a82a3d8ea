import { readFileSync } from 'node:fs';
import type { ServerAnswer, ServerRequest } from '../support/loopback-server';
import { headerValues } from '../support/raw-request';

/** What the console shows, each read anew. */
export interface ConsoleSources {
  readonly inbox: () => unknown;
  readonly users: () => unknown;
  readonly requests: () => unknown;
  readonly config: () => unknown;
  readonly matrix: () => unknown;
}

/** The developer's page at `/_local/` and the JSON behind it. */
export interface Console {
  answer(request: ServerRequest): ServerAnswer;
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const PAGES = new Map([
  ['', ['page.html', 'text/html; charset=utf-8']],
  ['page.css', ['page.css', 'text/css; charset=utf-8']],
  ['page.js', ['page.js', 'text/javascript; charset=utf-8']],
] as const);

/** Makes the console. It only reads, and answers no other site's page. */
export function createConsole(sources: ConsoleSources): Console {
  const documents = new Map<string, () => unknown>([
    ['inbox', sources.inbox],
    ['users', sources.users],
    ['requests', sources.requests],
    ['config.json', sources.config],
    ['matrix', sources.matrix],
  ]);
  return {
    answer({ raw }) {
      const [path = ''] = raw.target.split('?');
      if (path === '/_local') return text(308, 'text/plain', '', { location: '/_local/' });
      const [site] = headerValues(raw, 'sec-fetch-site');
      if (site === 'cross-site') return text(403, 'text/plain', 'another site asked');
      if (raw.method !== 'GET' && raw.method !== 'HEAD') {
        return text(405, 'text/plain', 'read only', { allow: 'GET, HEAD' });
      }
      const name = path.slice('/_local/'.length);
      const document = documents.get(name);
      if (document) return text(200, 'application/json', JSON.stringify(document()));
      const page = PAGES.get(name as '');
      return page
        ? text(200, page[1], readFileSync(new URL(`./${page[0]}`, import.meta.url), 'utf8'))
        : text(404, 'text/plain', 'not found');
    },
  };
}

function text(
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): ServerAnswer {
  return { status, headers: { ...HEADERS, 'content-type': type, ...headers }, body };
}
