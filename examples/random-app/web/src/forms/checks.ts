import type { ClientConfig } from 'react-cognito-hooks';
import { passwordRules } from './password-rules';

/** What a user signs in with. */
export type Identifier = ClientConfig['signIn']['identifiers'][number];

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+[1-9]\d{6,14}$/;

/** A phone number as Cognito takes it: a plus and digits. */
export function toUsername(typed: string): string {
  return typed.startsWith('+') ? typed.replace(/[\s().-]/g, '') : typed;
}

/** What is wrong with an e-mail address or phone number; undefined if nothing is. */
export function checkIdentifier(typed: string, identifier: Identifier): string | undefined {
  if (identifier === 'email') {
    return EMAIL.test(typed) ? undefined : 'Enter an e-mail address, such as ada@example.com.';
  }
  if (identifier === 'phone_number') {
    return PHONE.test(toUsername(typed))
      ? undefined
      : 'Enter a phone number with its country code, such as +1 555 010 0199.';
  }
  return checkPresent(typed, 'your user name');
}

/** What is wrong with a field that may not be empty. */
export function checkPresent(typed: string, what: string): string | undefined {
  return typed === '' ? `Enter ${what}.` : undefined;
}

/** What is wrong with a password that is being chosen. */
export function checkNewPassword(
  password: string,
  policy: ClientConfig['passwordPolicy'],
): string | undefined {
  const isGood = passwordRules(policy).every(({ isMet }) => isMet(password));
  return isGood ? undefined : 'This password does not meet the rules below.';
}
