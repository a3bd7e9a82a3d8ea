import { type TriggerResponse, unrecognizable } from '../pool/triggers';
import type { PreTokenGenerationVersion } from '../pool/user-pool-settings';
import type { GroupClaims } from '../users/group-claims';
import type { Claims } from './jwt';

/** What a pre token generation trigger changes in one token. */
export interface TokenOverride {
  readonly add: Claims;
  readonly suppress: readonly string[];
}

/** What a pre token generation trigger changes. */
export interface ClaimsOverride {
  readonly id: TokenOverride;
  readonly access: TokenOverride & {
    readonly scopesToAdd: readonly string[];
    readonly scopesToSuppress: readonly string[];
  };
  readonly groups: GroupClaims;
}

type Fields = Readonly<Record<string, unknown>> | undefined;

const RESERVED = new Set([
  'acr',
  'amr',
  'at_hash',
  'aud',
  'auth_time',
  'azp',
  'client_id',
  'exp',
  'iat',
  'identities',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'sub',
  'token_use',
]);
const RESERVED_IN_ACCESS = new Set(['device_key', 'event_id', 'scope', 'username', 'version']);

/**
 * Reads what the trigger answered: `claimsOverrideDetails` of version 1, else
 * `claimsAndScopeOverrideDetails`. Claims that carry a token's own meaning stay as they are.
 *
 * @throws AwsError `InvalidLambdaResponseException`
 */
export function readClaimsOverride(
  response: TriggerResponse | undefined,
  version: PreTokenGenerationVersion,
  groups: GroupClaims,
): ClaimsOverride {
  const details = optionalObject(
    version === 1 ? response?.claimsOverrideDetails : response?.claimsAndScopeOverrideDetails,
  );
  const id = version === 1 ? details : optionalObject(details?.idTokenGeneration);
  const access = version === 1 ? undefined : optionalObject(details?.accessTokenGeneration);
  return {
    id: readToken(id, isOverridable),
    access: {
      ...readToken(access, (name) => isOverridable(name) && !RESERVED_IN_ACCESS.has(name)),
      scopesToAdd: texts(access?.scopesToAdd).filter(isScope),
      scopesToSuppress: texts(access?.scopesToSuppress),
    },
    groups: readGroups(optionalObject(details?.groupOverrideDetails), groups),
  };
}

function readToken(details: Fields, isAllowed: (name: string) => boolean): TokenOverride {
  const add = Object.entries(optionalObject(details?.claimsToAddOrOverride) ?? {});
  return {
    add: Object.fromEntries(add.filter(([name]) => isAllowed(name))),
    suppress: texts(details?.claimsToSuppress).filter(isAllowed),
  };
}

function readGroups(details: Fields, groups: GroupClaims): GroupClaims {
  if (details === undefined) return groups;
  const preferredRole = details.preferredRole;
  return {
    groups: texts(details.groupsToOverride),
    roles: texts(details.iamRolesToOverride),
    ...(typeof preferredRole === 'string' && { preferredRole }),
  };
}

function isOverridable(name: string): boolean {
  return !RESERVED.has(name) && !name.startsWith('cognito:');
}

/** One scope, which is none of Cognito's own. */
function isScope(scope: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope) && !scope.startsWith('aws.cognito.');
}

function optionalObject(value: unknown): Fields {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw unrecognizable();
  return Object.fromEntries(Object.entries(value));
}

function texts(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const isText = (item: unknown): item is string => typeof item === 'string';
  if (!Array.isArray(value) || !value.every(isText)) throw unrecognizable();
  return value;
}
