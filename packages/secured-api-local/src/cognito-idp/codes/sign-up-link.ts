import { AwsError } from '../../support/aws-error';
import type { UserPoolRegistry } from '../pool/user-pool-registry';
import type { UserPoolSettings } from '../pool/user-pool-settings';
import type { User } from '../users/user';

/** The link that confirms a sign-up when it is opened. */
export interface SignUpLink {
  readonly url: string;
}

/** Where the hosted login confirms by a link. */
export const CONFIRM_USER_PATH = '/confirmUser';

/**
 * The link of one code.
 *
 * @throws AwsError `InvalidParameterException` where the pool has no domain to link to
 */
export function signUpLink(
  registry: Pick<UserPoolRegistry, 'loginUrl'>,
  o: { pool: UserPoolSettings; user: User; clientId: string; code: string },
): SignUpLink {
  const login = registry.loginUrl(o.pool.id);
  if (login === undefined) {
    throw new AwsError('InvalidParameterException', 'The user pool has no domain for links.');
  }
  const query = new URLSearchParams({
    client_id: o.clientId,
    user_name: o.user.username,
    confirmation_code: o.code,
  });
  return { url: `${login}${CONFIRM_USER_PATH}?${query}` };
}

/** The text of a message with its link: an inbox shows text, so the words come before the URL. */
export const linkText = (text: string, { url }: SignUpLink): string =>
  text.replaceAll(/\{##(.+?)##\}/g, (_, words: string) => `${words}: ${url}`);
