import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';
import type { HostedLoginOptions } from '../hosted-login-options';
import { assertCallbackUrls } from './callback-urls';
import { assertLoginDomain, loginUrl } from './login-domain';
import { refusal } from './refusal';
import { assertResourceServers, scopesOf } from './resource-servers';
import { providerConfigsOf } from './user-pool-provider-config';

/** The scope of every access token that a sign-in without OAuth gives. */
export const ADMIN_SCOPE = 'aws.cognito.signin.user.admin';
const COGNITO_SCOPES = ['openid', 'email', 'phone', 'profile', ADMIN_SCOPE];

/** What the client and the client config say of the hosted pages. */
export interface LoginSettings {
  /** The origin of the pages. */
  readonly url: string;
  readonly redirectSignIn: readonly string[];
  readonly redirectSignOut: readonly string[];
  readonly scopes: readonly string[];
  /** By their Cognito names, the pool itself among them. */
  readonly providers: readonly string[];
}

/** The hosted pages that were asked for, if any; fails where Cognito would refuse them. */
export function loginSettingsOf(
  { hostedLogin, resourceServers = [] }: HostedLoginOptions,
  hasPhone: boolean,
  scope: IConstruct,
): LoginSettings | undefined {
  assertResourceServers(resourceServers, scope);
  if (hostedLogin === undefined) return undefined;
  const { callbackUrls, logoutUrls } = hostedLogin;
  const scopes = hostedLogin.scopes ?? defaultScopes(hasPhone);
  assertLoginDomain(hostedLogin, scope);
  assertCallbackUrls('hostedLogin.callbackUrls', callbackUrls, scope);
  assertCallbackUrls('hostedLogin.logoutUrls', logoutUrls, scope);
  assertScopes(scopes, [...COGNITO_SCOPES, ...resourceServers.flatMap(scopesOf)], scope);
  return {
    url: loginUrl(hostedLogin, scope),
    redirectSignIn: callbackUrls,
    redirectSignOut: logoutUrls,
    scopes,
    providers: [
      'COGNITO',
      ...providerConfigsOf(hostedLogin.providers ?? [], scope).map(({ name }) => name),
    ],
  };
}

/** The OAuth settings of a client: the code flow alone, which without a secret asks for PKCE. */
export function clientOAuthOf(login: LoginSettings | undefined): cognito.UserPoolClientOptions {
  const providers = login?.providers ?? ['COGNITO'];
  const supportedIdentityProviders = providers.map(cognito.UserPoolClientIdentityProvider.custom);
  if (login === undefined) return { disableOAuth: true, supportedIdentityProviders };
  return {
    oAuth: {
      flows: { authorizationCodeGrant: true },
      callbackUrls: [...login.redirectSignIn],
      logoutUrls: [...login.redirectSignOut],
      scopes: login.scopes.map(cognito.OAuthScope.custom),
    },
    supportedIdentityProviders,
  };
}

function defaultScopes(hasPhone: boolean): string[] {
  return COGNITO_SCOPES.filter((name) => name !== 'phone' || hasPhone);
}

function assertScopes(scopes: readonly string[], known: readonly string[], scope: IConstruct) {
  const unknown = scopes.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw refusal(
      'ScopeUnknown',
      `hostedLogin.scopes holds '${unknown}', which the user pool does not know (scopes: ` +
        `${known.join(', ')}): add it to resourceServers`,
      scope,
    );
  }
  if (scopes.includes('openid')) return;
  throw refusal(
    'OpenidScopeMissing',
    "hostedLogin.scopes lacks 'openid', without which there is no id token, and so no AWS credentials",
    scope,
  );
}
