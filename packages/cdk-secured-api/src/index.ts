// Names, not `export *`: ES modules that load this file uncompiled, by tsx, see only names.
export { AmbiguousRoleResolution } from './ambiguous-role-resolution';
export type { ApiDomainOptions } from './api-domain-options';
export type { AppClientOptions } from './app-client-options';
export { ClientConfig, type ClientConfigProps } from './client-config';
export { CognitoAuth, type CognitoAuthProps } from './cognito-auth';
export { CognitoAuthBase } from './cognito-auth-base';
export type { CognitoGroup } from './cognito-group';
export type { CognitoTriggers } from './cognito-triggers';
export type { DomainOptions } from './domain-options';
export type { EntryOptions } from './entry-options';
export type { ExistingAuthProps } from './existing-auth-props';
export type { ExistingGroup } from './existing-group';
export type { ExistingIdentityPool } from './existing-identity-pool';
export type { HostedLogin } from './hosted-login';
export type { HostedLoginOptions } from './hosted-login-options';
export type { IdentityPoolOptions } from './identity-pool-options';
export { IdentityPoolProvider } from './identity-pool-provider';
export type {
  AppLoginOptions,
  AppleLoginOptions,
  Auth0LoginOptions,
  GoogleLoginOptions,
  IdentityPoolProviderOptions,
  OidcLoginOptions,
  TwitterLoginOptions,
} from './identity-pool-provider-options';
export type { LambdaAuthorizerOptions } from './lambda-authorizer-options';
export type { MessageOptions } from './message-options';
export { PrincipalTags } from './principal-tags';
export { ReactSite } from './react-site';
export type { ReactSiteProps } from './react-site-props';
export type { ResourceServer } from './resource-server';
export { RoleRule } from './role-rule';
export { type JwtAccessOptions, RouteAccess } from './route-access';
export { RouteHandler } from './route-handler';
export { SecuredApi } from './secured-api';
export type { SecuredApiProps } from './secured-api-props';
export type { ISecuredRoute, SecuredRouteProps } from './secured-route';
export type { SignInOptions } from './sign-in-options';
export { TriggerHandler } from './trigger-handler';
export type { UserPoolOptions } from './user-pool-options';
export { UserPoolProvider } from './user-pool-provider';
export type {
  AppleProviderOptions,
  FacebookProviderOptions,
  OidcProviderOptions,
  SamlProviderOptions,
  SocialProviderOptions,
  UserPoolProviderOptions,
} from './user-pool-provider-options';
