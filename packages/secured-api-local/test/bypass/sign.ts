import { createHash, createHmac } from 'node:crypto';

/** A key of a role session. */
export interface SessionKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const EMPTY = sha256('');

/** Signs a request without a body, line by line as AWS writes it down. */
export function createSigner(key: SessionKey, host: string, now: Date) {
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/us-east-1/execute-api/aws4_request`;
  const signingKey = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${key.secretAccessKey}`);
  return (method: string, target: string): string[] => {
    const [path = '', query = ''] = target.replace(/^https?:\/\/[^/]*/, '').split('?', 2);
    const canonical = [
      method,
      canonicalPath(path),
      query.startsWith('/') ? `${encodeURIComponent(query)}=` : query,
      `host:${host}`,
      `x-amz-date:${date}`,
      `x-amz-security-token:${key.sessionToken}`,
      '',
      'host;x-amz-date;x-amz-security-token',
      EMPTY,
    ].join('\n');
    const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
    const signature = hmac(signingKey, text).toString('hex');
    return [
      `x-amz-date: ${date}`,
      `x-amz-security-token: ${key.sessionToken}`,
      `authorization: AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=${signature}`,
    ];
  };
}

/** Dots resolved, slashes merged, every segment of the wire encoded once more. */
function canonicalPath(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const encoded = kept.map((segment) =>
    encodeURIComponent(segment).replace(
      /[!'()*]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  );
  const open = ['', '.', '..'].includes(segments.at(-1) ?? '') && kept.length > 0;
  return `/${encoded.join('/')}${open ? '/' : ''}`;
}
