import {
  type AttributeMapping,
  ProviderAttribute,
  UserPoolIdentityProviderSamlMetadataType,
} from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import { attributeNamesOf } from './private/attribute-names';
import { HTTPS_ISSUER, HTTPS_URL, ProviderFields } from './private/provider-fields';
import type { UserPoolProviderConfig } from './private/user-pool-provider-config';
import type {
  AppleProviderOptions,
  FacebookProviderOptions,
  OidcProviderOptions,
  SamlProviderOptions,
  SocialProviderOptions,
} from './user-pool-provider-options';

const EMAIL: AttributeMapping = { email: ProviderAttribute.other('email') };
const SAML_EMAIL: AttributeMapping = {
  email: ProviderAttribute.other(
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  ),
};
const NAME = /^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}]{1,30}[^_\p{Z}]$/u;
const NAME_FORM = '3 to 32 characters without white space that do not begin or end with _';

/** A provider by which users sign in at the hosted pages of the user pool, as users of that pool. */
export class UserPoolProvider {
  /**
   * Google.
   *
   * @param options The app at Google.
   *
   * @example
   * UserPoolProvider.google({
   *   clientId: '1234567890.apps.googleusercontent.com',
   *   clientSecret: SecretValue.secretsManager('google'),
   * });
   */
  public static google(options: SocialProviderOptions): UserPoolProvider {
    return new UserPoolProvider('google', (fields) => ({
      name: 'Google',
      type: 'Google',
      details: clientDetails(fields, options, ['profile', 'email', 'openid'], ' '),
      attributes: attributeNamesOf(options.attributeMapping ?? EMAIL),
    }));
  }

  /**
   * Facebook.
   *
   * @param options The app at Facebook.
   *
   * @example
   * UserPoolProvider.facebook({
   *   clientId: '1234567890',
   *   clientSecret: SecretValue.secretsManager('facebook'),
   * });
   */
  public static facebook(options: FacebookProviderOptions): UserPoolProvider {
    return new UserPoolProvider('facebook', (fields) => ({
      name: 'Facebook',
      type: 'Facebook',
      details: {
        ...clientDetails(fields, options, ['public_profile', 'email'], ','),
        ...(options.apiVersion !== undefined && { api_version: options.apiVersion }),
      },
      attributes: attributeNamesOf(options.attributeMapping ?? EMAIL),
    }));
  }

  /**
   * Login with Amazon.
   *
   * @param options The security profile at Amazon.
   *
   * @example
   * UserPoolProvider.amazon({
   *   clientId: 'amzn1.application-oa2-client.1234567890',
   *   clientSecret: SecretValue.secretsManager('amazon'),
   * });
   */
  public static amazon(options: SocialProviderOptions): UserPoolProvider {
    return new UserPoolProvider('amazon', (fields) => ({
      name: 'LoginWithAmazon',
      type: 'LoginWithAmazon',
      details: clientDetails(fields, options, ['profile'], ' '),
      attributes: attributeNamesOf(options.attributeMapping ?? EMAIL),
    }));
  }

  /**
   * Sign in with Apple.
   *
   * @param options The service at Apple.
   *
   * @example
   * UserPoolProvider.apple({
   *   servicesId: 'com.example.login',
   *   teamId: 'A1B2C3D4E5',
   *   keyId: 'F6G7H8I9J0',
   *   privateKey: SecretValue.secretsManager('apple'),
   * });
   */
  public static apple(options: AppleProviderOptions): UserPoolProvider {
    return new UserPoolProvider('apple', (fields) => ({
      name: 'SignInWithApple',
      type: 'SignInWithApple',
      details: {
        client_id: fields.text('servicesId', options.servicesId),
        team_id: fields.text('teamId', options.teamId),
        key_id: fields.text('keyId', options.keyId),
        private_key: fields.secret('privateKey', options.privateKey),
        authorize_scopes: (options.scopes ?? ['email', 'name']).join(' '),
      },
      attributes: attributeNamesOf(options.attributeMapping ?? EMAIL),
    }));
  }

  /**
   * Any provider of OpenID Connect.
   *
   * @param options The client at the provider.
   *
   * @example
   * UserPoolProvider.oidc({
   *   name: 'Partner',
   *   issuerUrl: 'https://login.example.com',
   *   clientId: 'random-numbers',
   *   clientSecret: SecretValue.secretsManager('partner'),
   * });
   */
  public static oidc(options: OidcProviderOptions): UserPoolProvider {
    const { endpoints } = options;
    return new UserPoolProvider('oidc', (fields) => ({
      name: fields.matching('name', options.name, NAME, NAME_FORM),
      type: 'OIDC',
      details: {
        ...clientDetails(fields, options, ['openid', 'email'], ' '),
        attributes_request_method: 'GET',
        oidc_issuer: fields.matching('issuerUrl', options.issuerUrl, ...HTTPS_ISSUER),
        ...(endpoints && {
          authorize_url: endpoints.authorization,
          token_url: endpoints.token,
          attributes_url: endpoints.userInfo,
          jwks_uri: endpoints.jwksUri,
        }),
      },
      attributes: attributeNamesOf(options.attributeMapping ?? EMAIL),
    }));
  }

  /**
   * Any provider of SAML 2.0; requests to it are signed, and what it sends unasked is refused.
   *
   * @param options The provider.
   *
   * @example
   * UserPoolProvider.saml({
   *   name: 'Staff',
   *   metadata: UserPoolIdentityProviderSamlMetadata.url('https://sso.example.com/metadata'),
   * });
   */
  public static saml(options: SamlProviderOptions): UserPoolProvider {
    const { metadata } = options;
    const isUrl = metadata.metadataType === UserPoolIdentityProviderSamlMetadataType.URL;
    return new UserPoolProvider('saml', (fields) => ({
      name: fields.matching('name', options.name, NAME, NAME_FORM),
      type: 'SAML',
      details: {
        ...(isUrl
          ? { MetadataURL: fields.matching('metadata', metadata.metadataContent, ...HTTPS_URL) }
          : { MetadataFile: fields.text('metadata', metadata.metadataContent) }),
        IDPSignout: `${options.signOut ?? true}`,
        EncryptedResponses: `${options.encryptedResponses ?? false}`,
        RequestSigningAlgorithm: 'rsa-sha256',
      },
      attributes: attributeNamesOf(options.attributeMapping ?? SAML_EMAIL),
      identifiers: options.identifiers,
    }));
  }

  private constructor(
    private readonly factory: string,
    private readonly config: (fields: ProviderFields) => UserPoolProviderConfig,
  ) {}

  /** @internal */
  public _bind(scope: IConstruct): UserPoolProviderConfig {
    return this.config(new ProviderFields(`UserPoolProvider.${this.factory}`, scope));
  }
}

function clientDetails(
  fields: ProviderFields,
  { clientId, clientSecret, scopes }: Omit<SocialProviderOptions, 'attributeMapping'>,
  defaultScopes: readonly string[],
  separator: string,
) {
  return {
    client_id: fields.text('clientId', clientId),
    client_secret: fields.secret('clientSecret', clientSecret),
    authorize_scopes: (scopes ?? defaultScopes).join(separator),
  };
}
