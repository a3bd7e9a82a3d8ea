import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

/** Where Cognito sends codes: it verifies these addresses and recovers accounts by one of them. */
export interface Addresses {
  readonly email: boolean;
  readonly phone: boolean;
}

/** What the client config says of a pool and its client beside their ids. */
export interface UserPoolSettings {
  readonly identifiers: readonly string[];
  readonly selfSignUp: boolean;
  /** The flows that the client accepts, by the names of `InitiateAuth`. */
  readonly flows: readonly string[];
  readonly mfa: cognito.Mfa;
  readonly passwordPolicy: cognito.PasswordPolicy;
  /** Standard attributes that every user has. */
  readonly requiredAttributes: readonly string[];
}

/** A pool whose users have no address to sign in with is given their e-mail. */
export function addressesOf(aliases: cognito.SignInAliases): Addresses {
  return { email: aliases.email === true || aliases.phone !== true, phone: aliases.phone === true };
}

/** Recovery by e-mail, and by phone only where there is no e-mail: a number can be taken over. */
export function recoveryOf(addresses: Addresses): cognito.AccountRecovery {
  return addresses.email
    ? cognito.AccountRecovery.EMAIL_ONLY
    : cognito.AccountRecovery.PHONE_ONLY_WITHOUT_MFA;
}

/** What users sign in with, by the pool's attribute names. */
export function identifiersOf(aliases: cognito.SignInAliases): string[] {
  return [
    ...(aliases.email ? ['email'] : []),
    ...(aliases.phone ? ['phone_number'] : []),
    ...(aliases.username ? ['username'] : []),
    ...(aliases.preferredUsername ? ['preferred_username'] : []),
  ];
}

/** Fails where Cognito would refuse the aliases, or nobody could sign in. */
export function assertAliases(aliases: cognito.SignInAliases, scope: IConstruct): void {
  if (identifiersOf(aliases).length === 0) {
    throw refusal(
      'SignInAliasesMissing',
      'signInAliases turns every alias off, turn on one of email, phone and username',
      scope,
    );
  }
  if (aliases.preferredUsername && !aliases.username) {
    throw refusal(
      'PreferredUsernameNeedsUsername',
      'signInAliases.preferredUsername works beside username only, set username: true as well',
      scope,
    );
  }
}

/** Fails where Cognito would refuse the length. */
export function assertPasswordPolicy(policy: cognito.PasswordPolicy, scope: IConstruct): void {
  const { minLength } = policy;
  if (minLength === undefined || (minLength >= 6 && minLength <= 99)) return;
  throw refusal(
    'PasswordLengthOutOfRange',
    `passwordPolicy.minLength is ${minLength}, Cognito takes 6 to 99`,
    scope,
  );
}
