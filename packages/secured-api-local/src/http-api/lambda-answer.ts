import { setOwn } from '../support/set-own';
import type { ApiAnswer } from './api-answer';

/** Headers that the gateway decides by itself, and those that belong to one connection. */
export const OWNED_HEADER =
  /^(apigw-requestid|connection|content-length|date|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;
const PRIMITIVES = new Set(['string', 'number', 'boolean']);
const DEFAULT_TYPE = 'text/plain;charset=UTF-8';

/**
 * Reads what a function returned in format 2.0.
 *
 * @returns `undefined` when its shape is not valid, which the gateway answers with 500
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function readLambdaAnswer(payload: unknown): ApiAnswer | undefined {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { statusCode, headers, body = '', isBase64Encoded, cookies } = payload as LambdaAnswer;
  const status = typeof statusCode === 'string' ? Number(statusCode) : statusCode;
  if (!isStatus(status)) return undefined;
  if (body !== null && typeof body !== 'string') return undefined;
  const own = readHeaders(headers);
  if (!own || !isCookies(cookies)) return undefined;
  return {
    status,
    headers: cookies ? { ...own, 'set-cookie': cookies } : own,
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

interface LambdaAnswer {
  readonly statusCode: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
  readonly cookies?: unknown;
}

function isStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599;
}

function isCookies(value: unknown): value is readonly string[] | undefined {
  return (
    value === undefined ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string' && isFieldText(item)))
  );
}

function readHeaders(headers: unknown): Record<string, string> | undefined {
  const read: Record<string, string> = { 'content-type': DEFAULT_TYPE };
  if (headers === undefined || headers === null) return read;
  if (typeof headers !== 'object' || Array.isArray(headers)) return undefined;
  for (const [name, value] of Object.entries(headers)) {
    if (!PRIMITIVES.has(typeof value)) return undefined;
    const text = String(value);
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) || !isFieldText(text)) return undefined;
    const key = name.toLowerCase();
    if (!OWNED_HEADER.test(key)) setOwn(read, key, text);
  }
  return read;
}

/** No control character: a header cannot be split in two. */
function isFieldText(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
