import type { CorsSettings } from './api-settings';

type Headers = Record<string, string>;

/** Says whether a request is a CORS preflight. */
export function isPreflight(method: string, header: (name: string) => string | undefined): boolean {
  return (
    method === 'OPTIONS' &&
    header('origin') !== undefined &&
    header('access-control-request-method') !== undefined
  );
}

/** What the answer to a preflight says besides; nothing for an origin that is not allowed. */
export function preflightHeaders(cors: CorsSettings, origin: string): Headers {
  if (!allows(cors, origin)) return {};
  return {
    ...list('access-control-allow-methods', cors.allowMethods),
    ...list('access-control-allow-headers', cors.allowHeaders),
    ...(cors.maxAgeSeconds !== undefined && {
      'access-control-max-age': String(cors.maxAgeSeconds),
    }),
  };
}

/**
 * What the gateway adds to every answer to a request with an `Origin`.
 *
 * @param own - the answer's headers so far; what it varies on stays
 */
export function answerHeaders(
  cors: CorsSettings,
  origin: string,
  own: Readonly<Record<string, unknown>> = {},
): Headers {
  if (!allows(cors, origin)) return {};
  return {
    ...originHeaders(cors, origin),
    ...(typeof own.vary === 'string' && { vary: `${own.vary}, Origin` }),
    ...list('access-control-expose-headers', cors.exposeHeaders),
  };
}

/** Headers of an answer without those that an API with CORS decides by itself. */
export function withoutCors<Value>(
  headers: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  if (!Object.keys(headers).some(isCors)) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isCors(name)));
}

function isCors(name: string): boolean {
  return name.startsWith('access-control-');
}

function originHeaders(cors: CorsSettings, origin: string): Headers {
  const any = cors.allowOrigins.includes('*') && !cors.allowCredentials;
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin',
  };
}

/** An origin is listed as it is, or by its scheme as `https://*`. */
function allows({ allowOrigins }: CorsSettings, origin: string): boolean {
  return allowOrigins.some(
    (allowed) =>
      allowed === '*' ||
      allowed === origin ||
      (/^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1))),
  );
}

function list(name: string, values: readonly string[]): Headers {
  return values.length > 0 ? { [name]: values.join(',') } : {};
}
