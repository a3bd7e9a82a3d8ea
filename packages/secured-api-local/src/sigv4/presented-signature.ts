import { headerValues, type RawRequest, splitTarget } from '../support/raw-request';
import { queryParameters } from './canonical-request';

/** A signature as a request presents it, in its header or in its query. */
export interface PresentedSignature {
  readonly form: 'header' | 'query';
  readonly accessKeyId: string;
  /** `YYYYMMDD`, region and service of the credential scope. */
  readonly scope: { readonly day: string; readonly region: string; readonly service: string };
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly date: string;
  readonly sessionToken: string | undefined;
  /** Query form only: how many seconds it holds. */
  readonly expiresSeconds: number | undefined;
  readonly path: string;
  /** The query's parameters without the signature. */
  readonly parameters: readonly (readonly [string, string])[];
}

export type Unreadable =
  | 'unsigned'
  | 'twoSignatures'
  | 'malformedAuthorization'
  | 'malformedScope'
  | 'malformedDate'
  | 'malformedExpires';

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 +Credential=([^\s,]+), *SignedHeaders=([^\s,]+), *Signature=([0-9a-f]{64})$/;
const SCOPE = /^([A-Za-z0-9]{1,128})\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/;
const DATE = /^\d{8}T\d{6}Z$/;
const MAX_EXPIRES_SECONDS = 604_800;

/** Reads a request's signature, or says why it cannot be read. */
export function readSignature(request: RawRequest): PresentedSignature | Unreadable {
  const { path, query } = splitTarget(request.target);
  const parameters = queryParameters(query);
  const authorization = headerValues(request, 'authorization');
  const inQuery = parameters.some(([name]) => name === 'X-Amz-Signature');
  if (authorization.length > 1 || (authorization.length === 1 && inQuery)) return 'twoSignatures';
  if (inQuery) return readQuery(path, parameters);
  const [header] = authorization;
  return header === undefined ? 'unsigned' : readHeader(request, header, path, parameters);
}

function readHeader(
  request: RawRequest,
  authorization: string,
  path: string,
  parameters: PresentedSignature['parameters'],
): PresentedSignature | Unreadable {
  const [, credential = '', signedHeaders = '', signature = ''] =
    AUTHORIZATION.exec(authorization) ?? [];
  if (signature === '') return 'malformedAuthorization';
  const named = readScope(credential);
  if (!named) return 'malformedScope';
  const dates = headerValues(request, 'x-amz-date');
  const tokens = headerValues(request, 'x-amz-security-token');
  const [date = ''] = dates;
  if (dates.length !== 1 || !DATE.test(date)) return 'malformedDate';
  if (tokens.length > 1) return 'malformedAuthorization';
  return {
    form: 'header',
    accessKeyId: named.accessKeyId,
    scope: named.scope,
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
    sessionToken: tokens[0],
    expiresSeconds: undefined,
    path,
    parameters,
  };
}

function readQuery(
  path: string,
  parameters: PresentedSignature['parameters'],
): PresentedSignature | Unreadable {
  const values = new Map(parameters);
  const repeated = parameters.filter(([name]) => name.startsWith('X-Amz-'));
  if (new Set(repeated.map(([name]) => name)).size !== repeated.length) return 'twoSignatures';
  const signature = values.get('X-Amz-Signature') ?? '';
  const signedHeaders = values.get('X-Amz-SignedHeaders') ?? '';
  const algorithm = values.get('X-Amz-Algorithm');
  if (algorithm !== 'AWS4-HMAC-SHA256' || !/^[0-9a-f]{64}$/.test(signature) || !signedHeaders) {
    return 'malformedAuthorization';
  }
  const scope = readScope(values.get('X-Amz-Credential') ?? '');
  if (!scope) return 'malformedScope';
  const date = values.get('X-Amz-Date') ?? '';
  if (!DATE.test(date)) return 'malformedDate';
  const expires = values.get('X-Amz-Expires') ?? '';
  const expiresSeconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  if (expiresSeconds < 1 || expiresSeconds > MAX_EXPIRES_SECONDS) return 'malformedExpires';
  return {
    form: 'query',
    ...scope,
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
    sessionToken: values.get('X-Amz-Security-Token'),
    expiresSeconds,
    path,
    parameters: parameters.filter(([name]) => name !== 'X-Amz-Signature'),
  };
}

function readScope(
  credential: string,
): Pick<PresentedSignature, 'accessKeyId' | 'scope'> | undefined {
  const [, accessKeyId, day, region, service] = SCOPE.exec(credential) ?? [];
  if (!accessKeyId || !day || !region || !service) return undefined;
  return { accessKeyId, scope: { day, region, service } };
}
