import * as http from 'node:http';
import * as https from 'node:https';
import type { Probe } from './probe';

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const ORIGIN = 'https://site.example';

/** Sends a request whose target is left as it is written. */
function send(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: SendOptions = {},
): Promise<Answer> {
  const { protocol, hostname, port } = new URL(url);
  const { request } = protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const route = ({ status, body }: Answer): string => {
  const found = status === 200 ? JSON.parse(body).routeKey : undefined;
  return found === undefined ? String(status) : `${status} ${found}`;
};

const whole = ({ status, body }: Answer): string => `${status} ${body}`;

const header = ({ status, headers }: Answer, name: string): string =>
  `${status} ${name}: ${headers[name] ?? 'none'}`;

function probe(
  id: string,
  path: string,
  here: string,
  read: (answer: Answer) => string = route,
  options: SendOptions = {},
): Probe {
  const { method = 'GET' } = options;
  const asks = `${method} ${path.length > 60 ? `${path.slice(0, 60)}...` : path}`;
  return { id, asks, here, run: async ({ url }) => read(await send(url, path, options)) };
}

const posted = (type: string): SendOptions => ({
  method: 'POST',
  headers: { 'content-type': type },
  body: 'a=1',
});

const encoding = ({ body }: Answer): string =>
  `isBase64Encoded ${JSON.parse(body).isBase64Encoded}`;

/** What is assumed of an HTTP API, or done otherwise on purpose. */
export const apiProbes: readonly Probe[] = [
  probe('trailing-slash', '/hello/', '404'),
  probe('escaped-slash', '/users/a%2Fb', '404'),
  probe('escaped-question-mark', '/users/a%3Fb', '404'),
  probe('empty-segment', '/users//a', '404'),
  probe('dot-segment', '/users/../hello', '404'),
  probe('full-before-greedy', '/files/x', '200 GET /{first}/{second}'),
  probe('longer-greedy-any', '/deep/a/b/c', '200 ANY /deep/a/{proxy+}'),
  probe('head', '/hello', '404', ({ status }) => String(status), { method: 'HEAD' }),
  probe('invalid-escape', '/users/%zz', '400'),
  probe('nul', '/users/a%00b', '400'),
  probe('unsigned', '/signed', '403 {"message":"Forbidden"}', whole),
  probe('no-token', '/token', '401 {"message":"Unauthorized"}', whole),
  probe(
    'broken-token',
    '/token',
    '401 www-authenticate: Bearer scope="" error="invalid_token" error_description="unauthorized"',
    (answer) => header(answer, 'www-authenticate'),
    { headers: { authorization: 'Bearer x' } },
  ),
  probe('preflight', '/hello', '204', ({ status }) => String(status), {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'GET' },
  }),
  probe(
    'cors-on-404',
    '/a/b/c/d',
    `404 access-control-allow-origin: ${ORIGIN}`,
    (answer) => header(answer, 'access-control-allow-origin'),
    { headers: { origin: ORIGIN } },
  ),
  probe('vary', '/hello', '200 vary: Origin', (answer) => header(answer, 'vary'), {
    headers: { origin: ORIGIN },
  }),
  probe('own-date', '/hello?does=headers', 'date is not the function’s', ({ headers }) =>
    headers.date?.includes('1970') ? 'date is the function’s' : 'date is not the function’s',
  ),
  probe('odd-status', '/hello?does=status', '500 {"message":"Internal Server Error"}', whole),
  probe('list-header', '/hello?does=list', '500 x-list: none', (answer) =>
    header(answer, 'x-list'),
  ),
  probe(
    'cookie-header',
    '/hello',
    'a=1 beside ["a=1"]',
    ({ body }) => `${JSON.parse(body).cookie} beside ${JSON.stringify(JSON.parse(body).cookies)}`,
    { headers: { cookie: 'a=1' } },
  ),
  probe(
    'text-form',
    '/hello',
    'isBase64Encoded true',
    encoding,
    posted('application/x-www-form-urlencoded'),
  ),
  probe('text-csv', '/hello', 'isBase64Encoded false', encoding, posted('text/csv')),
  probe('text-svg', '/hello', 'isBase64Encoded false', encoding, posted('image/svg+xml')),
  probe('long-head', `/hello?a=${'a'.repeat(11_000)}`, '431', ({ status }) => String(status)),
  {
    id: 'cors-of-function',
    asks: 'GET /hello of an API without CORS, whose function sends a CORS header',
    here: '200 access-control-allow-origin: https://own.example',
    run: async ({ plainUrl }) =>
      header(await send(plainUrl, '/hello?does=headers'), 'access-control-allow-origin'),
  },
];
