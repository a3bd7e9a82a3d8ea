import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import type { Clock } from '../support/clock';
import type { JwtAuthorizerSettings } from './api-settings';
import type { Authorization } from './iam-authorizer';

const INVALID_AUDIENCE = 'the token does not have a valid audience';

/** Verifies the token among a request's headers against a route's scopes. */
export type JwtAuthorizer = (
  headers: Readonly<Record<string, string>>,
  scopes: readonly string[],
) => Promise<Authorization>;

/**
 * Makes the JWT authorizer: RS256 by a key that the token names, issuer, `aud` or `client_id`,
 * times, and one scope of the route's list.
 *
 * @param keys - the issuer's key set, as it is at the time of a request
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createJwtAuthorizer(
  settings: JwtAuthorizerSettings,
  keys: () => JSONWebKeySet,
  clock: Clock,
): JwtAuthorizer {
  const keySet = createCurrentKeySet(keys);
  return async (headers, scopes) => {
    const token = headers[settings.header];
    if (token === undefined) return unauthorized('no token');
    try {
      const { payload, protectedHeader } = await jwtVerify(token.replace(/^Bearer /i, ''), keySet, {
        issuer: settings.issuer,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp'],
      });
      if (protectedHeader.kid === undefined) return unauthorized('no key id');
      if (payload.iat !== undefined && payload.iat * 1000 > clock.now()) {
        return unauthorized('issued in the future');
      }
      return judge(payload, settings, scopes);
    } catch (error) {
      return unauthorized(error instanceof errors.JOSEError ? error.code : 'unreadable token');
    }
  };
}

/** Reads the keys anew where the issuer has others than before. */
function createCurrentKeySet(keys: () => JSONWebKeySet): JWTVerifyGetKey {
  let names: string | undefined;
  let keySet: JWTVerifyGetKey | undefined;
  return (header, token) => {
    const current = keys();
    const currentNames = current.keys.map(({ kid }) => kid).join(' ');
    if (keySet === undefined || names !== currentNames) keySet = createLocalJWKSet(current);
    names = currentNames;
    return keySet(header, token);
  };
}

function judge(
  claims: JWTPayload,
  { audience }: JwtAuthorizerSettings,
  scopes: readonly string[],
): Authorization {
  const presented = claims.aud === undefined ? [claims.client_id] : [claims.aud].flat();
  if (!presented.some((value) => typeof value === 'string' && audience.includes(value))) {
    return unauthorized(INVALID_AUDIENCE, INVALID_AUDIENCE);
  }
  const granted = String(claims.scope ?? claims.scp ?? '').split(/[ ,]/);
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
    return {
      allowed: false,
      status: 403,
      reason: `token: none of the scopes ${scopes.join(', ')}`,
    };
  }
  return {
    allowed: true,
    caller: String(claims.sub ?? ''),
    authorizer: { jwt: { claims: toText(claims), scopes: scopes.length > 0 ? scopes : null } },
  };
}

function unauthorized(reason: string, description = 'unauthorized'): Authorization {
  const challenge = `Bearer scope="" error="invalid_token" error_description="${description}"`;
  return { allowed: false, status: 401, reason: `token: ${reason}`, challenge };
}

/** Events carry every claim as text; a list reads `[a b]`. */
function toText(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]),
  );
}
