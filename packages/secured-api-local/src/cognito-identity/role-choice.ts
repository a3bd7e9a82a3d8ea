import type { Claims } from '../cognito-idp/jwt';
import { AwsError } from '../support/aws-error';
import type { MappingRule, RoleAttachmentSettings } from './identity-pool-settings';
import type { Login } from './logins';

/** What decides the role of a session. */
export interface RoleQuestion {
  readonly attachment: RoleAttachmentSettings | undefined;
  /** `undefined` for a guest. */
  readonly login: Login | undefined;
  /** The role that the caller asks for. */
  readonly customRoleArn?: string;
}

/**
 * Chooses the one role of a session.
 *
 * @throws AwsError `InvalidIdentityPoolConfigurationException` where no role is left, or
 *   `NotAuthorizedException` for a role that the caller does not have
 */
export function chooseRole({ attachment, login, customRoleArn }: RoleQuestion): string {
  const role =
    login === undefined
      ? guestRole(attachment, customRoleArn)
      : signedInRole(attachment, login, customRoleArn);
  if (role === undefined) throw invalidConfiguration();
  return role;
}

/** The answer to a pool whose roles are missing, or do not trust it. */
export function invalidConfiguration(): AwsError {
  return new AwsError(
    'InvalidIdentityPoolConfigurationException',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  );
}

function guestRole(
  attachment: RoleAttachmentSettings | undefined,
  customRoleArn: string | undefined,
): string | undefined {
  if (customRoleArn !== undefined) throw roleRefused();
  return attachment?.unauthenticatedRoleArn;
}

function signedInRole(
  attachment: RoleAttachmentSettings | undefined,
  login: Login,
  customRoleArn: string | undefined,
): string | undefined {
  const { mappingName } = login;
  const mapping = attachment?.mappings.find(({ provider }) => provider === mappingName);
  if (customRoleArn !== undefined) {
    const isOwn = mapping?.type === 'Token' && rolesOf(login.claims).includes(customRoleArn);
    if (!isOwn) throw roleRefused();
    return customRoleArn;
  }
  if (mapping === undefined) return attachment?.authenticatedRoleArn;
  const mapped =
    mapping.type === 'Token'
      ? preferredRole(login.claims)
      : mapping.rules.find((rule) => matches(rule, login.claims))?.roleArn;
  if (mapped !== undefined) return mapped;
  if (mapping.ambiguous === 'Deny') {
    throw new AwsError(
      'NotAuthorizedException',
      'Access to the identity is denied by the role mapping: no role matches.',
    );
  }
  return attachment?.authenticatedRoleArn;
}

function preferredRole(claims: Claims): string | undefined {
  const role = claims['cognito:preferred_role'];
  return typeof role === 'string' ? role : undefined;
}

function rolesOf(claims: Claims): readonly unknown[] {
  const roles = claims['cognito:roles'];
  return Array.isArray(roles) ? roles : [];
}

function matches({ claim, matchType, value }: MappingRule, claims: Claims): boolean {
  const given = textOf(claims[claim]);
  if (given === undefined) return false;
  switch (matchType) {
    case 'Equals':
      return given === value;
    case 'NotEqual':
      return given !== value;
    case 'StartsWith':
      return given.startsWith(value);
    case 'Contains':
      return given.includes(value);
  }
}

function textOf(claim: unknown): string | undefined {
  if (typeof claim === 'string') return claim;
  if (typeof claim === 'boolean' || typeof claim === 'number') return String(claim);
  return Array.isArray(claim) ? claim.join(',') : undefined;
}

function roleRefused(): AwsError {
  return new AwsError(
    'NotAuthorizedException',
    'The requested role is not allowed for this token.',
  );
}
