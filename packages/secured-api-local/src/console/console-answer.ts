import type { ServerAnswer } from '../support/loopback-server';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** An answer below `/_local/`, under the strict policy of all of them. */
export function consoleAnswer(
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): ServerAnswer {
  return { status, headers: { ...HEADERS, 'content-type': type, ...headers }, body };
}
