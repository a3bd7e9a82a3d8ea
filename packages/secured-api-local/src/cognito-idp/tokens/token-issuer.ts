import { createHash } from 'node:crypto';
import type { Clock } from '../../support/clock';
import type { Environment } from '../../support/environment';
import type { Random } from '../../support/random';
import type { Triggers } from '../pool/triggers';
import type { UserPoolRegistry } from '../pool/user-pool-registry';
import type { UserPoolClientSettings } from '../pool/user-pool-settings';
import { grantedAttributes } from '../users/granted-attributes';
import { type GroupClaims, toGroupClaims } from '../users/group-claims';
import type { Groups } from '../users/groups';
import { attributesOf, identitiesOf, type User } from '../users/user';
import { type ClaimsOverride, readClaimsOverride } from './claims-override';
import { type Claims, signJwt } from './jwt';
import type { Session, Sessions } from './sessions';
import type { SigningKey } from './signing-keys';

/** The scope that Cognito's own user operations ask for. */
export const USER_ADMIN_SCOPE = 'aws.cognito.signin.user.admin';

/** What tokens are issued for. */
export interface TokenRequest {
  readonly user: User;
  readonly client: UserPoolClientSettings;
  readonly session: Session;
  /** The pre token generation trigger's source, such as `TokenGeneration_Authentication`. */
  readonly source: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** What the client gave at the hosted login, to find it again in the id token. */
  readonly nonce?: string;
}

/** The answer to an authentication, as AWS shapes it. */
export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly ExpiresIn: number;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly TokenType: 'Bearer';
  readonly NewDeviceMetadata?: NewDeviceMetadata;
}

/** The key of a device that signs in for the first time, which it may confirm. */
export interface NewDeviceMetadata {
  readonly DeviceKey: string;
  readonly DeviceGroupKey: string;
}

/** Issues id and access tokens. */
export interface TokenIssuer {
  /** @throws AwsError what a pre token generation trigger fails with */
  issue(request: TokenRequest): Promise<AuthenticationResult>;
}

/** Services that the issuer needs. */
export interface TokenIssuerServices {
  readonly clock: Clock;
  readonly random: Random;
  readonly environment: Environment;
  readonly registry: UserPoolRegistry;
  readonly triggers: Triggers;
  readonly groups: Groups;
  readonly sessions: Sessions;
  readonly signingKey: () => SigningKey;
}

/** The issuer of a pool's tokens, on AWS and here. */
export function issuerOf(region: string, poolId: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
}

/** Makes an issuer that signs with the store's key. */
export function createTokenIssuer(services: TokenIssuerServices): TokenIssuer {
  const { clock, random, registry, triggers } = services;

  return {
    issue: async (request) => {
      const { user, client, session } = request;
      // Before the trigger, which takes its time: after a reset no token of an earlier session is good.
      const key = services.signingKey();
      const groups = toGroupClaims(user, services.groups.list(user.poolId));
      const version = registry.pool(user.poolId).preTokenGenerationVersion;
      const override = readClaimsOverride(await callTrigger(request, groups), version, groups);
      const common = commonClaims(request);
      const iat = common.iat;
      const accessClaims = {
        ...override.access.add,
        ...common,
        ...deviceClaim(session),
        ...groupClaims(override.groups, 'access'),
        client_id: client.id,
        token_use: 'access',
        scope: scopesOf(override, session),
        exp: iat + client.accessTokenMs / 1000,
        jti: random.uuid(),
        username: user.username,
        ...(session.grant !== undefined && { version: 2 }),
      };
      const accessToken = signJwt(without(accessClaims, override.access.suppress), key);
      const idToken = {
        ...readableClaims(user, client, session),
        ...identitiesClaim(user),
        ...override.id.add,
        ...common,
        ...groupClaims(override.groups, 'id'),
        'cognito:username': user.username,
        aud: client.id,
        token_use: 'id',
        exp: iat + client.idTokenMs / 1000,
        jti: random.uuid(),
        ...(session.grant !== undefined && { at_hash: accessTokenHash(accessToken) }),
        ...(request.nonce !== undefined && { nonce: request.nonce }),
      };
      return {
        AccessToken: accessToken,
        ExpiresIn: client.accessTokenMs / 1000,
        IdToken: signJwt(without(idToken, override.id.suppress), key),
        TokenType: 'Bearer',
      };
    },
  };

  function commonClaims({ user, session }: TokenRequest) {
    return {
      sub: user.sub,
      iss: issuerOf(services.environment.region, user.poolId),
      origin_jti: session.originJti,
      event_id: random.uuid(),
      auth_time: session.authTime,
      iat: Math.floor(clock.now() / 1000),
    };
  }

  function callTrigger(request: TokenRequest, { groups, roles, preferredRole }: GroupClaims) {
    const { user, client, session, source, clientMetadata } = request;
    const pool = registry.pool(user.poolId);
    const version = pool.preTokenGenerationVersion;
    return triggers.call(pool, 'PreTokenGeneration', {
      version,
      source,
      userName: user.username,
      clientId: client.id,
      request: {
        userAttributes: attributesOf(user),
        groupConfiguration: {
          groupsToOverride: groups,
          iamRolesToOverride: roles,
          preferredRole: preferredRole ?? null,
        },
        clientMetadata,
        ...(version > 1 && { scopes: sessionScopes(session) }),
      },
      response:
        version === 1 ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
    });
  }
}

function deviceClaim({ deviceKey }: Session): Claims {
  return deviceKey === undefined ? {} : { device_key: deviceKey };
}

function groupClaims({ groups, roles, preferredRole }: GroupClaims, use: 'id' | 'access'): Claims {
  const own = groups.length > 0 ? { 'cognito:groups': groups } : {};
  if (use === 'access') return own;
  return {
    ...own,
    ...(roles.length > 0 && { 'cognito:roles': roles }),
    ...(preferredRole !== undefined && { 'cognito:preferred_role': preferredRole }),
  };
}

function sessionScopes({ grant }: Session): readonly string[] {
  return grant?.scopes ?? [USER_ADMIN_SCOPE];
}

function scopesOf({ access }: ClaimsOverride, session: Session): string {
  const scopes = new Set([...sessionScopes(session), ...access.scopesToAdd]);
  for (const scope of access.scopesToSuppress) scopes.delete(scope);
  return [...scopes].join(' ');
}

function readableClaims(user: User, client: UserPoolClientSettings, { grant }: Session): Claims {
  const readable = Object.entries(grantedAttributes(user, client, grant?.scopes));
  return Object.fromEntries(readable.map(([name, value]) => [name, toClaim(name, value)]));
}

/** Who a user is at providers; every part of it is a text. */
function identitiesClaim(user: User): Claims {
  const identities = identitiesOf(user).map(({ dateCreated, primary, ...rest }) => ({
    ...rest,
    dateCreated: String(dateCreated),
    primary: String(primary),
  }));
  return identities.length === 0 ? {} : { identities };
}

/** The left half of the access token's hash (OpenID Connect Core, section 3.1.3.6). */
function accessTokenHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}

function toClaim(name: string, value: string): unknown {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true';
  return name === 'address' ? { formatted: value } : value;
}

function without(claims: Claims, names: readonly string[]): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
}
