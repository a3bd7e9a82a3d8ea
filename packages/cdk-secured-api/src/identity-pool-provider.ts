import type { Construct, IConstruct } from 'constructs';
import type {
  AppLoginOptions,
  AppleLoginOptions,
  Auth0LoginOptions,
  GoogleLoginOptions,
  IdentityPoolProviderOptions,
  OidcLoginOptions,
  TwitterLoginOptions,
} from './identity-pool-provider-options';
import { newOidcProvider } from './private/new-oidc-provider';
import { HTTPS_ISSUER, ProviderFields } from './private/provider-fields';

/**
 * A provider in the terms of an identity pool.
 *
 * @internal
 */
export interface IdentityPoolProviderConfig extends IdentityPoolProviderOptions {
  /** Which list of the identity pool it stands in. */
  readonly list: 'logins' | 'oidc' | 'saml';
  /** What role mappings and principal tags call it: a domain, or its ARN. */
  readonly name: string;
  /** The app at the provider, or the ARN once more. */
  readonly value: string;
}

/** Where the resources of a provider are made, and what errors name. */
interface Place {
  readonly scope: Construct;
  readonly auth: IConstruct;
}

type Binder = (fields: ProviderFields, place: Place) => IdentityPoolProviderConfig;

const AUTH0_DOMAIN = [/^[a-z0-9.-]+\.[a-z]+$/, 'the host name alone'] as const;
const OIDC_ARN = [/^arn:[^:]+:iam::\d{12}:oidc-provider\/.+$/, 'the ARN of one'] as const;
const SAML_ARN = [/^arn:[^:]+:iam::\d{12}:saml-provider\/.+$/, 'the ARN of one'] as const;

/**
 * A provider whose tokens the identity pool takes for credentials, without a user of the user pool.
 *
 * Its users have the role of signed-in users, whatever `selfSignUp` says: whoever has an account at the
 * provider may call `signedIn()` routes. They are in no group; `roleRules` give them the role of one.
 */
export class IdentityPoolProvider {
  /**
   * Facebook.
   *
   * @param options The app at Facebook.
   */
  public static facebook(options: AppLoginOptions): IdentityPoolProvider {
    return IdentityPoolProvider.login('facebook', 'graph.facebook.com', options, (fields) =>
      fields.text('appId', options.appId),
    );
  }

  /**
   * Login with Amazon.
   *
   * @param options The security profile at Amazon.
   */
  public static amazon(options: AppLoginOptions): IdentityPoolProvider {
    return IdentityPoolProvider.login('amazon', 'www.amazon.com', options, (fields) =>
      fields.text('appId', options.appId),
    );
  }

  /**
   * Sign in with Apple.
   *
   * @param options The service at Apple.
   */
  public static apple(options: AppleLoginOptions): IdentityPoolProvider {
    return IdentityPoolProvider.login('apple', 'appleid.apple.com', options, (fields) =>
      fields.text('servicesId', options.servicesId),
    );
  }

  /**
   * Google.
   *
   * @param options The app at Google.
   *
   * @example
   * IdentityPoolProvider.google({ clientId: '1234567890.apps.googleusercontent.com' });
   */
  public static google(options: GoogleLoginOptions): IdentityPoolProvider {
    return IdentityPoolProvider.login('google', 'accounts.google.com', options, (fields) =>
      fields.text('clientId', options.clientId),
    );
  }

  /**
   * Twitter.
   *
   * @param options The app at Twitter.
   *
   * @example
   * IdentityPoolProvider.twitter({
   *   consumerKey: 'key',
   *   consumerSecret: SecretValue.secretsManager('twitter'),
   * });
   */
  public static twitter(options: TwitterLoginOptions): IdentityPoolProvider {
    const { consumerKey, consumerSecret } = options;
    return IdentityPoolProvider.login('twitter', 'api.twitter.com', {}, (fields) =>
      [
        fields.text('consumerKey', consumerKey),
        fields.secret('consumerSecret', consumerSecret),
      ].join(';'),
    );
  }

  /**
   * Auth0, by an OIDC provider of IAM that is made for its tenant.
   *
   * @param options The application at Auth0.
   *
   * @example
   * IdentityPoolProvider.auth0({ domain: 'example.eu.auth0.com', clientId: 'client' });
   */
  public static auth0(options: Auth0LoginOptions): IdentityPoolProvider {
    const { clientId, domain } = options;
    return new IdentityPoolProvider('auth0', (fields, { auth, scope }) =>
      byArn(
        'oidc',
        newOidcProvider(scope, {
          issuerUrl: `https://${fields.matching('domain', domain, ...AUTH0_DOMAIN)}`,
          clientIds: [fields.text('clientId', clientId)],
          auth,
        }),
        options,
      ),
    );
  }

  /**
   * Any provider of OpenID Connect, by an OIDC provider of IAM that is made for its issuer.
   *
   * An account has one for each issuer: a second stack takes the first one's by `oidcFromArn`.
   *
   * @param options The clients at the provider.
   *
   * @example
   * IdentityPoolProvider.oidc({
   *   issuerUrl: 'https://login.example.com',
   *   clientIds: ['random-numbers'],
   * });
   */
  public static oidc(options: OidcLoginOptions): IdentityPoolProvider {
    const { clientIds, issuerUrl } = options;
    return new IdentityPoolProvider('oidc', (fields, { auth, scope }) =>
      byArn(
        'oidc',
        newOidcProvider(scope, {
          issuerUrl: fields.matching('issuerUrl', issuerUrl, ...HTTPS_ISSUER),
          clientIds: fields.texts('clientIds', clientIds),
          auth,
        }),
        options,
      ),
    );
  }

  /**
   * An OIDC provider of IAM that exists.
   *
   * @param providerArn Its ARN.
   * @param options What is made of its tokens.
   */
  public static oidcFromArn(
    providerArn: string,
    options: IdentityPoolProviderOptions = {},
  ): IdentityPoolProvider {
    return new IdentityPoolProvider('oidcFromArn', (fields) =>
      byArn('oidc', fields.matching('providerArn', providerArn, ...OIDC_ARN), options),
    );
  }

  /**
   * A SAML provider of IAM that exists.
   *
   * @param providerArn Its ARN.
   * @param options What is made of its assertions.
   */
  public static samlFromArn(
    providerArn: string,
    options: IdentityPoolProviderOptions = {},
  ): IdentityPoolProvider {
    return new IdentityPoolProvider('samlFromArn', (fields) =>
      byArn('saml', fields.matching('providerArn', providerArn, ...SAML_ARN), options),
    );
  }

  private static login(
    factory: string,
    name: string,
    options: IdentityPoolProviderOptions,
    appOf: (fields: ProviderFields) => string,
  ): IdentityPoolProvider {
    return new IdentityPoolProvider(factory, (fields) => ({
      list: 'logins',
      name,
      value: appOf(fields),
      roleRules: options.roleRules,
      principalTags: options.principalTags,
    }));
  }

  private constructor(
    private readonly factory: string,
    private readonly binder: Binder,
  ) {}

  /**
   * @param scope Where resources of the provider are made.
   * @param auth The construct that errors name.
   * @internal
   */
  public _bind(scope: Construct, auth: IConstruct): IdentityPoolProviderConfig {
    const fields = new ProviderFields(`IdentityPoolProvider.${this.factory}`, auth);
    return this.binder(fields, { scope, auth });
  }
}

/** A provider of IAM: mappings of the identity pool call it by its ARN as well. */
function byArn(
  list: 'oidc' | 'saml',
  arn: string,
  { principalTags, roleRules }: IdentityPoolProviderOptions,
): IdentityPoolProviderConfig {
  return { list, name: arn, value: arn, roleRules, principalTags };
}
