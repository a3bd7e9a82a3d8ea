import { AwsError } from '../support/aws-error';
import type { GroupClaims } from './group-claims';
import type { Claims } from './jwt';
import type { TriggerResponse } from './triggers';

/** What a pre token generation trigger (V1) changes. */
export interface ClaimsOverride {
  readonly add: Claims;
  readonly suppress: readonly string[];
  readonly groups: GroupClaims;
}

const RESERVED = new Set([
  'acr',
  'amr',
  'at_hash',
  'aud',
  'auth_time',
  'azp',
  'client_id',
  'cognito:username',
  'exp',
  'iat',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'sub',
  'token_use',
]);

/**
 * Reads `claimsOverrideDetails`. Claims that carry the token's own meaning stay as they are.
 *
 * @throws AwsError `InvalidLambdaResponseException`
 */
export function readClaimsOverride(
  response: TriggerResponse | undefined,
  groups: GroupClaims,
): ClaimsOverride {
  const details = optionalObject(response?.claimsOverrideDetails);
  const add = Object.entries(optionalObject(details?.claimsToAddOrOverride) ?? {});
  return {
    add: Object.fromEntries(add.filter(([name]) => isOverridable(name))),
    suppress: texts(details?.claimsToSuppress).filter(isOverridable),
    groups: readGroups(optionalObject(details?.groupOverrideDetails), groups),
  };
}

function readGroups(
  details: Readonly<Record<string, unknown>> | undefined,
  groups: GroupClaims,
): GroupClaims {
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

function optionalObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
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

function unrecognizable(): AwsError {
  return new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}
