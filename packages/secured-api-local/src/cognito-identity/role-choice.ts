import type { Claims } from '../cognito-idp/tokens/jwt';
import { AwsError } from '../support/aws-error';
import type { MappingRule, RoleAttachmentSettings, RoleMapping } from './identity-pool-settings';
import type { Login } from './logins';

/** What decides the role of a session. */
export interface RoleQuestion {
  readonly attachment: RoleAttachmentSettings | undefined;
  /** `undefined` for a guest. */
  readonly login: Login | undefined;
  /** The role that the caller asks for. */
  readonly customRoleArn?: string;
}

/** A role, and what gave it to the caller: for the developer's eyes. */
export interface RoleChoice {
  readonly roleArn: string;
  readonly why: string;
}

/**
 * Chooses the one role of a session.
 *
 * @throws AwsError `InvalidIdentityPoolConfigurationException` where no role is left, or
 *   `NotAuthorizedException` for a role that the caller does not have
 */
export function chooseRole({ attachment, login, customRoleArn }: RoleQuestion): RoleChoice {
  return login === undefined
    ? guestRole(attachment, customRoleArn)
    : signedInRole(attachment, login, customRoleArn);
}

/** The answer to a pool whose roles are missing, or do not trust it. */
export function invalidConfiguration(why: string): AwsError {
  return new AwsError(
    'InvalidIdentityPoolConfigurationException',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  ).because(why);
}

function guestRole(
  attachment: RoleAttachmentSettings | undefined,
  customRoleArn: string | undefined,
): RoleChoice {
  if (customRoleArn !== undefined) throw roleRefused('a guest may choose no role');
  return attached(attachment?.unauthenticatedRoleArn, 'unauthenticated');
}

function attached(roleArn: string | undefined, name: string, why = ''): RoleChoice {
  if (roleArn === undefined) {
    throw invalidConfiguration(`the identity pool has no '${name}' role attached${why}`);
  }
  return { roleArn, why: `the '${name}' role of the identity pool${why}` };
}

function signedInRole(
  attachment: RoleAttachmentSettings | undefined,
  { mappingName, claims }: Login,
  customRoleArn: string | undefined,
): RoleChoice {
  const mapping = attachment?.mappings.find(({ provider }) => provider === mappingName);
  if (customRoleArn !== undefined) return chosenRole(mapping, claims, customRoleArn);
  const authenticated = (why: string) =>
    attached(attachment?.authenticatedRoleArn, 'authenticated', why);
  if (mapping === undefined) return authenticated(`, no role mapping for '${mappingName}'`);
  const mapped = mapping.type === 'Token' ? roleByToken(claims) : roleByRules(mapping, claims);
  if ('roleArn' in mapped) return mapped;
  if (mapping.ambiguous === 'Deny') {
    throw new AwsError(
      'NotAuthorizedException',
      'Access to the identity is denied by the role mapping: no role matches.',
    ).because(`${mapped.none}, and AmbiguousRoleResolution is Deny`);
  }
  return authenticated(`, ${mapped.none}, and AmbiguousRoleResolution is AuthenticatedRole`);
}

function chosenRole(mapping: RoleMapping | undefined, claims: Claims, roleArn: string): RoleChoice {
  if (mapping?.type !== 'Token') throw roleRefused('CustomRoleArn needs a mapping by Token');
  const own = rolesOf(claims);
  if (own.includes(roleArn)) return { roleArn, why: 'CustomRoleArn, one of cognito:roles' };
  throw roleRefused(`${roleArn} is not among cognito:roles: ${own.join(', ') || 'none'}`);
}

type Mapped = RoleChoice | { readonly none: string };

function roleByToken(claims: Claims): Mapped {
  const roleArn = preferredRole(claims);
  if (roleArn !== undefined) return { roleArn, why: 'cognito:preferred_role of the token' };
  const groups = textOf(claims['cognito:groups']) ?? 'none';
  return { none: `the token has no cognito:preferred_role (groups: ${groups})` };
}

function roleByRules({ rules }: RoleMapping, claims: Claims): Mapped {
  const index = rules.findIndex((rule) => matches(rule, claims));
  const rule = rules[index];
  if (!rule) return { none: `none of ${rules.length} rules matches the token` };
  const { claim, matchType, value, roleArn } = rule;
  return { roleArn, why: `rule ${index + 1} of the mapping: ${claim} ${matchType} '${value}'` };
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

function roleRefused(why: string): AwsError {
  return new AwsError(
    'NotAuthorizedException',
    'The requested role is not allowed for this token.',
  ).because(why);
}
