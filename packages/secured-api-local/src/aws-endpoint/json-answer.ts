import type { AwsError } from '../support/aws-error';
import type { ServerAnswer } from '../support/loopback-server';

/** Headers that let a page of any origin call, as AWS's own endpoints do. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'date,x-amzn-errortype,x-amzn-requestid',
};

const JSON_TYPE = 'application/x-amz-json-1.1';

/** The answer of an operation that succeeded; one without a body answers an empty object. */
export function succeeded(body: unknown, requestId: string): ServerAnswer {
  return {
    status: 200,
    headers: { ...CORS, 'content-type': JSON_TYPE, 'x-amzn-requestid': requestId },
    body: JSON.stringify(body ?? {}),
  };
}

/** The answer of AWS to an error. */
export function refused({ code, message, status }: AwsError, requestId: string): ServerAnswer {
  return {
    status,
    headers: {
      ...CORS,
      'content-type': JSON_TYPE,
      'x-amzn-errortype': `${code}:`,
      'x-amzn-errormessage': message.replace(/[^\x20-\x7e]/g, '?'),
      'x-amzn-requestid': requestId,
    },
    body: JSON.stringify({ __type: code, message }),
  };
}

/** The answer to a browser that asks before it calls. */
export function preflight(requestedHeaders: string | undefined): ServerAnswer {
  return {
    status: 200,
    headers: {
      ...CORS,
      'access-control-allow-methods': 'POST, GET, OPTIONS',
      'access-control-allow-headers': requestedHeaders ?? '*',
      'access-control-max-age': '172800',
    },
    body: '',
  };
}

/** A document that anybody may read, such as a key set. */
export function document(body: unknown): ServerAnswer {
  return {
    status: 200,
    headers: { ...CORS, 'content-type': 'application/json', 'cache-control': 'public, max-age=60' },
    body: JSON.stringify(body),
  };
}

/** What is not there. */
export const NO_SUCH_DOCUMENT: ServerAnswer = {
  status: 404,
  headers: { ...CORS, 'content-type': 'application/json' },
  body: '{"message":"Not Found"}',
};
