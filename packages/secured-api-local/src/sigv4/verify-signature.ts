import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { headerValues, type RawRequest } from '../support/raw-request';
import { remembered } from '../support/remembered';
import { canonicalRequest } from './canonical-request';
import { explainMismatch } from './explain-mismatch';
import { type PresentedSignature, readSignature, type Unreadable } from './presented-signature';
import { SigningKeys } from './signing-key';

/** The key that a caller signed with, and whoever it stands for. */
export interface SigningIdentity<Principal> {
  readonly secretAccessKey: string;
  readonly principal: Principal;
}

/** Says of a refused signature what was wrong with it, in one line for the developer's log. */
export function describeFault({ fault, detail }: Verification<unknown> & { valid: false }): string {
  return detail === undefined ? fault : `${fault}: ${detail}`;
}

/** Why a signature does not hold: for the developer's log, never for the answer. */
export type SignatureFault =
  | Unreadable
  | 'foreignRegion'
  | 'foreignService'
  | 'dateOutsideScope'
  | 'clockSkew'
  | 'expired'
  | 'hostNotSigned'
  | 'signedHeaderMissing'
  | 'payloadHashMismatch'
  | 'unknownKey'
  | 'signatureMismatch';

export type Verification<Principal> =
  | { readonly valid: true; readonly principal: Principal; readonly accessKeyId: string }
  | {
      readonly valid: false;
      readonly fault: SignatureFault;
      /** What was given and what was expected. */
      readonly detail?: string;
    };

/** What a verifier is made with. */
export interface VerifierOptions<Principal> {
  readonly region: string;
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The identity behind an access key with exactly this session token, if there is one. */
  readonly identify: (
    accessKeyId: string,
    sessionToken: string | undefined,
  ) => SigningIdentity<Principal> | undefined;
  /** Off only for S3's form of the path. */
  readonly normalizePath?: boolean;
}

const SKEW_MS = 5 * 60_000;

/**
 * Makes a verifier of SigV4 signatures in header and query form.
 *
 * It works on the bytes received: the path is the wire's, the payload hash its own. A replay inside
 * the five minutes passes, as it does on AWS: SigV4 has no nonce.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function createVerifier<Principal>(
  options: VerifierOptions<Principal>,
): (request: RawRequest) => Verification<Principal> {
  const keys = new SigningKeys();
  return (request) => {
    const presented = readSignature(request);
    if (typeof presented === 'string') return refuse(presented);
    const refusal = scopeRefusal(presented, options) ?? headerRefusal(presented, request);
    if (refusal) return refusal;
    const payloadHash = hashOf(request.body);
    const [claimed] = claimsOfOtherPayload(request, payloadHash);
    if (claimed !== undefined) {
      return refuse(
        'payloadHashMismatch',
        `x-amz-content-sha256 says ${claimed.slice(0, 64)}, the body received has ${payloadHash}`,
      );
    }
    const identity = options.identify(presented.accessKeyId, presented.sessionToken);
    if (!identity) return refuse('unknownKey');
    const { day, region, service } = presented.scope;
    const key = keys.derive(identity.secretAccessKey, day, region, service);
    const signature = Buffer.from(presented.signature, 'hex');
    const fits = (canonical: string): boolean => {
      const text = stringToSign(presented, canonical);
      return timingSafeEqual(createHmac('sha256', key).update(text).digest(), signature);
    };
    const { path, parameters, signedHeaders } = presented;
    const normalize = options.normalizePath ?? true;
    const parts = { path, parameters, signedHeaders, payloadHash, normalize };
    return fits(canonicalRequest(request, parts))
      ? { valid: true, principal: identity.principal, accessKeyId: presented.accessKeyId }
      : refuse('signatureMismatch', explainMismatch(request, parts, fits));
  };
}

const NO_BODY_HASH = createHash('sha256').digest('hex');

function hashOf(body: Uint8Array): string {
  return body.length === 0 ? NO_BODY_HASH : createHash('sha256').update(body).digest('hex');
}

type Refusal = Verification<never> & { readonly valid: false };

function refuse(fault: SignatureFault, detail?: string): Refusal {
  return { valid: false, fault, ...(detail !== undefined && { detail }) };
}

function scopeRefusal(
  presented: PresentedSignature,
  { region, service, now }: Pick<VerifierOptions<unknown>, 'region' | 'service' | 'now'>,
): Refusal | undefined {
  const { scope, date, expiresSeconds } = presented;
  const against = (signed: string, here: string) => `signed for '${signed}', this is '${here}'`;
  if (scope.region !== region) return refuse('foreignRegion', against(scope.region, region));
  if (scope.service !== service) return refuse('foreignService', against(scope.service, service));
  if (!date.startsWith(scope.day)) {
    return refuse('dateOutsideScope', `dated ${date}, in a scope of ${scope.day}`);
  }
  const signedAt = toTime(date);
  if (Number.isNaN(signedAt)) return refuse('malformedDate');
  const fault = timeFault(now() - signedAt, expiresSeconds);
  return fault && refuse(fault, `signed at ${date}, it is ${new Date(now()).toISOString()} here`);
}

function timeFault(age: number, expiresSeconds: number | undefined): SignatureFault | undefined {
  if (age < -SKEW_MS) return 'clockSkew';
  if (expiresSeconds !== undefined) return age >= expiresSeconds * 1000 ? 'expired' : undefined;
  return age > SKEW_MS ? 'clockSkew' : undefined;
}

const toTime = remembered((date) =>
  Date.parse(date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z')),
);

function headerRefusal(
  { signedHeaders }: PresentedSignature,
  request: RawRequest,
): Refusal | undefined {
  if (!signedHeaders.includes('host')) return refuse('hostNotSigned');
  const missing = signedHeaders.filter((name) => headerValues(request, name).length === 0);
  if (missing.length === 0) return undefined;
  return refuse('signedHeaderMissing', `signed and not received: ${missing.join(', ')}`);
}

function claimsOfOtherPayload(request: RawRequest, payloadHash: string): readonly string[] {
  return headerValues(request, 'x-amz-content-sha256').filter((claimed) => claimed !== payloadHash);
}

function stringToSign(presented: PresentedSignature, canonical: string): string {
  const { day, region, service } = presented.scope;
  return [
    'AWS4-HMAC-SHA256',
    presented.date,
    `${day}/${region}/${service}/aws4_request`,
    createHash('sha256').update(canonical, 'latin1').digest('hex'),
  ].join('\n');
}
