import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { refusal } from './refusal';

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
