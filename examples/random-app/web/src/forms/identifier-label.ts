import type { Identifier } from './checks';

const NAMES: Readonly<Record<Identifier, string>> = {
  email: 'e-mail address',
  phone_number: 'phone number',
  username: 'user name',
  preferred_username: 'preferred user name',
};

/** What a user signs in with, as a label: `E-mail address or phone number`. */
export function identifierLabel(identifiers: readonly Identifier[]): string {
  const text = identifiers.map((identifier) => NAMES[identifier]).join(' or ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
