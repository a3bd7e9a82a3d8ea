import {
  type Input,
  invalidParameter,
  objectMember,
  requiredText,
} from '../../aws-endpoint/operation-input';
import { AwsError } from '../../support/aws-error';
import type { IdentityProviderSettings, UserPoolSettings } from '../pool/user-pool-settings';
import type { UserPoolBackend } from '../user-pool-backend';
import { type ProviderUser, SUBJECT } from '../users/linked-user';

/** What an administrator calls the pool itself by, beside its providers. */
export const OWN_PROVIDER = 'Cognito';

/** A person as an administrator names them; the pool's own users have no provider. */
export interface NamedProviderUser extends ProviderUser {
  readonly provider: IdentityProviderSettings | undefined;
}

/**
 * Reads who is meant by a member such as `SourceUser`.
 *
 * @throws AwsError `InvalidParameterException` or `ResourceNotFoundException`
 */
export function namedProviderUser(
  { registry }: UserPoolBackend,
  pool: UserPoolSettings,
  input: Input,
  member: string,
): NamedProviderUser {
  const given = objectMember(input, member);
  if (given === undefined) throw invalidParameter(`${member} is required.`);
  const providerName = requiredText(given, 'ProviderName');
  const value = requiredText(given, 'ProviderAttributeValue');
  const attributeName = given.ProviderAttributeName ?? SUBJECT;
  if (typeof attributeName !== 'string') throw invalidParameter('ProviderAttributeName is no text');
  const provider = registry.providers(pool.id).find(({ name }) => name === providerName);
  if (provider === undefined && providerName !== OWN_PROVIDER) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Identity provider ${providerName} does not exist.`,
    );
  }
  return { providerName, attributeName, value, provider };
}

/**
 * Checks that a provider tells the attribute that a link goes by: a social one its subject alone.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function assertLinkAttribute(
  { type, attributeMapping }: IdentityProviderSettings,
  attributeName: string,
): void {
  if (attributeName === SUBJECT) return;
  if (type === 'OIDC' && Object.hasOwn(attributeMapping, attributeName)) return;
  throw invalidParameter(
    `Invalid ProviderAttributeName: ${SUBJECT}, or of an OIDC provider an attribute that is mapped`,
  );
}
