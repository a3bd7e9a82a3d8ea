import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { headerValues, type RawRequest } from '../support/raw-request';
import { canonicalRequest } from './canonical-request';
import { type PresentedSignature, readSignature, type Unreadable } from './presented-signature';
import { SigningKeys } from './signing-key';

/** The key that a caller signed with, and whoever it stands for. */
export interface SigningIdentity<Principal> {
  readonly secretAccessKey: string;
  readonly principal: Principal;
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
  | { readonly valid: false; readonly fault: SignatureFault };

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
    if (typeof presented === 'string') return { valid: false, fault: presented };
    const fault = scopeFault(presented, options) ?? headerFault(presented, request);
    if (fault) return { valid: false, fault };
    const payloadHash = createHash('sha256').update(request.body).digest('hex');
    if (claimsOtherPayload(request, payloadHash)) {
      return { valid: false, fault: 'payloadHashMismatch' };
    }
    const identity = options.identify(presented.accessKeyId, presented.sessionToken);
    if (!identity) return { valid: false, fault: 'unknownKey' };
    const { day, region, service } = presented.scope;
    const expected = createHmac(
      'sha256',
      keys.derive(identity.secretAccessKey, day, region, service),
    )
      .update(
        stringToSign(
          presented,
          canonicalRequest(request, {
            ...presented,
            payloadHash,
            normalize: options.normalizePath ?? true,
          }),
        ),
      )
      .digest();
    return timingSafeEqual(expected, Buffer.from(presented.signature, 'hex'))
      ? { valid: true, principal: identity.principal, accessKeyId: presented.accessKeyId }
      : { valid: false, fault: 'signatureMismatch' };
  };
}

function scopeFault(
  presented: PresentedSignature,
  { region, service, now }: Pick<VerifierOptions<unknown>, 'region' | 'service' | 'now'>,
): SignatureFault | undefined {
  const { scope, date, expiresSeconds } = presented;
  if (scope.region !== region) return 'foreignRegion';
  if (scope.service !== service) return 'foreignService';
  if (!date.startsWith(scope.day)) return 'dateOutsideScope';
  const signedAt = toTime(date);
  if (Number.isNaN(signedAt)) return 'malformedDate';
  const age = now() - signedAt;
  if (age < -SKEW_MS) return 'clockSkew';
  if (expiresSeconds !== undefined) return age >= expiresSeconds * 1000 ? 'expired' : undefined;
  return age > SKEW_MS ? 'clockSkew' : undefined;
}

function toTime(date: string): number {
  return Date.parse(
    date.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
}

function headerFault(
  { signedHeaders }: PresentedSignature,
  request: RawRequest,
): SignatureFault | undefined {
  if (!signedHeaders.includes('host')) return 'hostNotSigned';
  const isPresent = (name: string): boolean => headerValues(request, name).length > 0;
  return signedHeaders.every(isPresent) ? undefined : 'signedHeaderMissing';
}

function claimsOtherPayload(request: RawRequest, payloadHash: string): boolean {
  return headerValues(request, 'x-amz-content-sha256').some((claimed) => claimed !== payloadHash);
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
