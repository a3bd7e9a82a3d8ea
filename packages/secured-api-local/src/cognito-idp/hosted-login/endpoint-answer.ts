import type { ServerAnswer, ServerRequest } from '../../support/loopback-server';
import { headerValues } from '../../support/raw-request';
import type { OAuthError } from './oauth-error';

/** Pages of any origin may call: what an endpoint gives depends on no cookie. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'content-type': 'application/json;charset=UTF-8',
  pragma: 'no-cache',
  'x-content-type-options': 'nosniff',
};

/** The answer of an endpoint that succeeded; one without a body answers nothing. */
export function endpointAnswer(body: unknown): ServerAnswer {
  return { status: 200, headers: HEADERS, body: body === undefined ? '' : JSON.stringify(body) };
}

/** The answer of an endpoint that refuses. */
export function endpointRefusal({ code, description, status }: OAuthError): ServerAnswer {
  const body = {
    error: code,
    ...(description !== undefined && { error_description: description }),
  };
  const challenge = Object.entries(body).map(([name, value]) => `${name}="${quoted(value)}"`);
  const isBearer = status === 401 || status === 403;
  return {
    status,
    headers: {
      ...HEADERS,
      ...(isBearer && { 'www-authenticate': `Bearer ${challenge.join(', ')}` }),
    },
    body: JSON.stringify(body),
  };
}

/** The answer to a browser that asks before it calls. */
export function preflightAnswer(request: ServerRequest['raw']): ServerAnswer {
  const [asked] = headerValues(request, 'access-control-request-headers');
  return {
    status: 200,
    headers: {
      'access-control-allow-headers': asked ?? '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-max-age': '600',
    },
    body: '',
  };
}

function quoted(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, '?');
}
