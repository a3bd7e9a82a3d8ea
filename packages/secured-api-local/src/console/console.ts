import { readFileSync } from 'node:fs';
import type { ServerAnswer, ServerRequest } from '../support/loopback-server';
import { headerValues } from '../support/raw-request';
import { consoleAnswer } from './console-answer';

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
      if (path === '/_local') return consoleAnswer(308, 'text/plain', '', { location: '/_local/' });
      const [site] = headerValues(raw, 'sec-fetch-site');
      if (site === 'cross-site') return consoleAnswer(403, 'text/plain', 'another site asked');
      if (raw.method !== 'GET' && raw.method !== 'HEAD') {
        return consoleAnswer(405, 'text/plain', 'read only', { allow: 'GET, HEAD' });
      }
      const name = path.slice('/_local/'.length);
      const document = documents.get(name);
      if (document) return consoleAnswer(200, 'application/json', JSON.stringify(document()));
      const page = PAGES.get(name as '');
      return page
        ? consoleAnswer(
            200,
            page[1],
            readFileSync(new URL(`./${page[0]}`, import.meta.url), 'utf8'),
          )
        : consoleAnswer(404, 'text/plain', 'not found');
    },
  };
}
