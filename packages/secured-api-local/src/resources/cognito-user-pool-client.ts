import {
  STANDARD_READABLE_ATTRIBUTES,
  STANDARD_WRITABLE_ATTRIBUTES,
} from '../cognito-idp/pool/standard-attributes';
import type { RefreshTokenRotation } from '../cognito-idp/pool/user-pool-settings';
import type { UserPools } from '../cognito-idp/user-pools';
import type { Foundation } from '../foundation';
import { readOAuth } from './cognito-user-pool-client-oauth';
import { physicalId } from './physical-id';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS_MS: Readonly<Record<string, number>> = {
  seconds: SECOND_MS,
  minutes: MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
};
const FLOWS = [
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
];

const IGNORABLE = [
  'AnalyticsConfiguration',
  'ClientName',
  'EnablePropagateAdditionalUserContextData',
];

/** `AWS::Cognito::UserPoolClient`. */
export function cognitoUserPoolClient(
  userPools: UserPools,
  { random, store }: Pick<Foundation, 'random' | 'store'>,
): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolClient',
    modelled: [
      'AccessTokenValidity',
      'AllowedOAuthFlows',
      'AllowedOAuthFlowsUserPoolClient',
      'AllowedOAuthScopes',
      'AuthSessionValidity',
      'CallbackURLs',
      'DefaultRedirectURI',
      'EnableTokenRevocation',
      'ExplicitAuthFlows',
      'GenerateSecret',
      'IdTokenValidity',
      'LogoutURLs',
      'PreventUserExistenceErrors',
      'ReadAttributes',
      'RefreshTokenRotation.Feature',
      'RefreshTokenRotation.RetryGracePeriodSeconds',
      'RefreshTokenValidity',
      'SupportedIdentityProviders',
      'TokenValidityUnits',
      'UserPoolId',
      'WriteAttributes',
    ],
    ignorable: IGNORABLE,
    provision(resource) {
      const reader = new PropertyReader(resource);
      assertRunnable(reader);
      const minted = physicalId(store, resource, () =>
        [random.characters(26, LOWER_ALPHANUMERIC), random.characters(51, LOWER_ALPHANUMERIC)].join(
          '/',
        ),
      );
      const [id = '', spareSecret = ''] = minted.split('/');
      const hasSecret = reader.optionalBoolean('GenerateSecret') === true;
      const rotation = readRotation(reader);
      const poolId = knownPool(userPools, reader);
      userPools.addClient({
        id,
        poolId,
        authFlows: readFlows(reader, rotation),
        preventUserExistenceErrors: reader.optionalText('PreventUserExistenceErrors') === 'ENABLED',
        readAttributes: listOr(reader, 'ReadAttributes', STANDARD_READABLE_ATTRIBUTES),
        writeAttributes: listOr(reader, 'WriteAttributes', STANDARD_WRITABLE_ATTRIBUTES),
        accessTokenMs: readLifetime(reader, 'AccessToken', 'hours') ?? HOUR_MS,
        idTokenMs: readLifetime(reader, 'IdToken', 'hours') ?? HOUR_MS,
        refreshTokenMs: readLifetime(reader, 'RefreshToken', 'days') ?? 30 * DAY_MS,
        authSessionMs: (reader.optionalNumber('AuthSessionValidity') ?? 3) * MINUTE_MS,
        ...(hasSecret && { secret: spareSecret }),
        ...(rotation !== undefined && { rotation }),
        oauth: readOAuth(reader, {
          hasSecret,
          customScopes: userPools.customScopes(poolId),
          providers: userPools.providerNames(poolId),
        }),
      });
      return {
        ref: id,
        attributes: {
          ClientId: id,
          Name: reader.raw('ClientName') ?? resource.logicalId,
          ...(hasSecret && { ClientSecret: spareSecret }),
        },
      };
    },
  };
}

/** Stops at what would change who gets in and is not modelled. */
function assertRunnable(reader: PropertyReader): void {
  if (reader.optionalBoolean('EnableTokenRevocation') === false) {
    reader.refuse('EnableTokenRevocation', 'true: tokens without revocation are not modelled');
  }
}

function knownPool(userPools: UserPools, reader: PropertyReader): string {
  const id = reader.text('UserPoolId');
  const pool = userPools.pools().find((candidate) => candidate.id === id);
  if (pool === undefined) return reader.refuse('UserPoolId', 'a user pool of the template');
  if (!pool.hasChoice && reader.texts('ExplicitAuthFlows').includes('ALLOW_USER_AUTH')) {
    reader.refuse('ExplicitAuthFlows', 'no ALLOW_USER_AUTH where UserPoolTier is LITE');
  }
  return id;
}

function readFlows(
  reader: PropertyReader,
  rotation: RefreshTokenRotation | undefined,
): readonly string[] {
  const given = reader.texts('ExplicitAuthFlows');
  if (given.some((flow) => !FLOWS.includes(flow))) {
    reader.refuse('ExplicitAuthFlows', FLOWS.join(', '));
  }
  if (rotation !== undefined && given.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    reader.refuse('ExplicitAuthFlows', 'no ALLOW_REFRESH_TOKEN_AUTH beside RefreshTokenRotation');
  }
  if (given.length > 0) return given;
  return ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'];
}

function readRotation(reader: PropertyReader): RefreshTokenRotation | undefined {
  const rotation = reader.optionalObject('RefreshTokenRotation');
  if (rotation?.text('Feature') !== 'ENABLED') return undefined;
  return { graceMs: (rotation.optionalNumber('RetryGracePeriodSeconds') ?? 0) * SECOND_MS };
}

/** A token's lifetime; 0 stands for AWS's default. */
function readLifetime(
  reader: PropertyReader,
  token: string,
  defaultUnit: string,
): number | undefined {
  const amount = reader.optionalNumber(`${token}Validity`);
  if (amount === undefined || amount === 0) return undefined;
  const units = reader.optionalObject('TokenValidityUnits');
  const unit = UNITS_MS[units?.optionalText(token) ?? defaultUnit];
  return amount * (unit ?? reader.refuse('TokenValidityUnits', Object.keys(UNITS_MS).join(', ')));
}

function listOr(
  reader: PropertyReader,
  name: string,
  absent: readonly string[],
): readonly string[] {
  const given = reader.texts(name);
  return given.length > 0 ? given : absent;
}
