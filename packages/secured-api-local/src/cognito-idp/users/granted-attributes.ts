import type { UserPoolClientSettings } from '../pool/user-pool-settings';
import type { User } from './user';
import type { Attributes } from './user-attributes';

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
};

/**
 * The attributes that a client may read and the scopes of a sign-in cover.
 *
 * `openid` alone covers all, and so does `profile`; beside it `email` and `phone` cover theirs.
 *
 * @param scopes - left out for a sign-in by the API, which has no such limit
 */
export function grantedAttributes(
  user: User,
  { readAttributes }: UserPoolClientSettings,
  scopes?: readonly string[],
): Attributes {
  const covered = scopes && coveredBy(scopes);
  const granted = Object.entries(user.attributes).filter(
    ([name]) => readAttributes.includes(name) && (covered?.includes(name) ?? true),
  );
  return Object.fromEntries(granted);
}

/** Names of attributes, or `undefined` for every one. */
function coveredBy(scopes: readonly string[]): readonly string[] | undefined {
  const narrowing = scopes.filter((scope) => Object.hasOwn(ADDRESSES, scope));
  if (scopes.includes('profile') || narrowing.length === 0) return undefined;
  return narrowing.flatMap((scope) => ADDRESSES[scope] ?? []);
}
