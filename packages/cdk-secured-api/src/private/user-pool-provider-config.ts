import type { IConstruct } from 'constructs';
import type { UserPoolProvider } from '../user-pool-provider';
import { refusal } from './refusal';

/** A provider in the terms of `AWS::Cognito::UserPoolIdentityProvider`. */
export interface UserPoolProviderConfig {
  readonly name: string;
  readonly type: 'Google' | 'Facebook' | 'LoginWithAmazon' | 'SignInWithApple' | 'OIDC' | 'SAML';
  readonly details: { readonly [key: string]: string };
  /** The provider's attributes by the pool's names. */
  readonly attributes: { readonly [name: string]: string };
  readonly identifiers?: readonly string[];
}

/** Names that belong to the pool itself or to one kind of provider. */
const RESERVED = ['COGNITO', 'Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple'];

/** What the providers are; fails where one lacks something, or two would have one name. */
export function providerConfigsOf(
  providers: readonly UserPoolProvider[],
  scope: IConstruct,
): UserPoolProviderConfig[] {
  const configs = providers.map((provider) => provider._bind(scope));
  const taken = new Set<string>();
  for (const { name, type } of configs) {
    // Users of a provider are called by its name, and names of users do not differ by their case.
    const folded = name.toLowerCase();
    const isReserved = name !== type && RESERVED.some((word) => word.toLowerCase() === folded);
    if (isReserved || taken.has(folded)) {
      throw refusal(
        'ProviderNameTaken',
        `hostedLogin.providers holds '${name}', the name of another provider: give it one of its own`,
        scope,
      );
    }
    taken.add(folded);
  }
  return configs;
}
