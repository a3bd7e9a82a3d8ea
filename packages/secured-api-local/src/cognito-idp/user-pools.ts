import type { AwsService } from '../aws-endpoint/operation';
import type { Delivery } from '../delivery/inbox';
import type { Services } from '../foundation';
import { createWholeUser, type WholeUser } from './create-whole-user';
import { providerGroup } from './hosted-login/federated-user';
import {
  createHostedLogin,
  type HostedLogin,
  type HostedLoginOptions,
} from './hosted-login/hosted-login';
import { adminAddUserToGroup } from './operations/admin-add-user-to-group';
import { adminConfirmSignUp } from './operations/admin-confirm-sign-up';
import { adminCreateUser } from './operations/admin-create-user';
import { adminDeleteUser } from './operations/admin-delete-user';
import { adminDeleteUserAttributes } from './operations/admin-delete-user-attributes';
import { adminDisableProviderForUser } from './operations/admin-disable-provider-for-user';
import { adminDisableUser } from './operations/admin-disable-user';
import { adminEnableUser } from './operations/admin-enable-user';
import { adminForgetDevice } from './operations/admin-forget-device';
import { adminGetDevice } from './operations/admin-get-device';
import { adminGetUser } from './operations/admin-get-user';
import { adminGetUserAuthFactors } from './operations/admin-get-user-auth-factors';
import { adminInitiateAuth } from './operations/admin-initiate-auth';
import { adminLinkProviderForUser } from './operations/admin-link-provider-for-user';
import { adminListDevices } from './operations/admin-list-devices';
import { adminListGroupsForUser } from './operations/admin-list-groups-for-user';
import { adminRemoveUserFromGroup } from './operations/admin-remove-user-from-group';
import { adminResetUserPassword } from './operations/admin-reset-user-password';
import { adminRespondToAuthChallenge } from './operations/admin-respond-to-auth-challenge';
import { adminSetUserMfaPreference } from './operations/admin-set-user-mfa-preference';
import { adminSetUserPassword } from './operations/admin-set-user-password';
import { adminUpdateDeviceStatus } from './operations/admin-update-device-status';
import { adminUpdateUserAttributes } from './operations/admin-update-user-attributes';
import { adminUserGlobalSignOut } from './operations/admin-user-global-sign-out';
import { associateSoftwareToken } from './operations/associate-software-token';
import { changePassword } from './operations/change-password';
import { completeWebAuthnRegistration } from './operations/complete-web-authn-registration';
import { confirmDevice } from './operations/confirm-device';
import { confirmForgotPassword } from './operations/confirm-forgot-password';
import { confirmSignUp } from './operations/confirm-sign-up';
import { createGroup } from './operations/create-group';
import { deleteGroup } from './operations/delete-group';
import { deleteUser } from './operations/delete-user';
import { deleteUserAttributes } from './operations/delete-user-attributes';
import { deleteWebAuthnCredential } from './operations/delete-web-authn-credential';
import { forgetDevice } from './operations/forget-device';
import { forgotPassword } from './operations/forgot-password';
import { getDevice } from './operations/get-device';
import { getGroup } from './operations/get-group';
import { getTokensFromRefreshToken } from './operations/get-tokens-from-refresh-token';
import { getUser } from './operations/get-user';
import { getUserAttributeVerificationCode } from './operations/get-user-attribute-verification-code';
import { getUserAuthFactors } from './operations/get-user-auth-factors';
import { globalSignOut } from './operations/global-sign-out';
import { initiateAuth } from './operations/initiate-auth';
import { listDevices } from './operations/list-devices';
import { listGroups } from './operations/list-groups';
import { listUsers } from './operations/list-users';
import { listUsersInGroup } from './operations/list-users-in-group';
import { listWebAuthnCredentials } from './operations/list-web-authn-credentials';
import { resendConfirmationCode } from './operations/resend-confirmation-code';
import { respondToAuthChallenge } from './operations/respond-to-auth-challenge';
import { revokeToken } from './operations/revoke-token';
import { setUserMfaPreference } from './operations/set-user-mfa-preference';
import { signUp } from './operations/sign-up';
import { startWebAuthnRegistration } from './operations/start-web-authn-registration';
import { updateDeviceStatus } from './operations/update-device-status';
import { updateGroup } from './operations/update-group';
import { updateUserAttributes } from './operations/update-user-attributes';
import { verifySoftwareToken } from './operations/verify-software-token';
import { verifyUserAttribute } from './operations/verify-user-attribute';
import type {
  IdentityProviderSettings,
  ResourceServerSettings,
  UserPoolClientSettings,
  UserPoolDomainSettings,
  UserPoolGroupSettings,
  UserPoolSettings,
} from './pool/user-pool-settings';
import { signInWithoutProof, type TestSession } from './sign-in/sign-in-without-proof';
import { createTemplateUsers, type TemplateUsers } from './template-users';
import type { Claims } from './tokens/jwt';
import { type JsonWebKeySet, toJsonWebKeySet } from './tokens/signing-keys';
import { issuerOf } from './tokens/token-issuer';
import type { IdTokenAudience, VerifiedToken } from './tokens/token-verifier';
import { createUserPoolBackend } from './user-pool-backend';
import { attributesOf } from './users/user';

const OPERATIONS = [
  signUp,
  confirmSignUp,
  resendConfirmationCode,
  initiateAuth,
  respondToAuthChallenge,
  getTokensFromRefreshToken,
  revokeToken,
  globalSignOut,
  getUser,
  getUserAuthFactors,
  forgotPassword,
  confirmForgotPassword,
  changePassword,
  updateUserAttributes,
  deleteUserAttributes,
  getUserAttributeVerificationCode,
  verifyUserAttribute,
  associateSoftwareToken,
  verifySoftwareToken,
  setUserMfaPreference,
  deleteUser,
  confirmDevice,
  getDevice,
  listDevices,
  updateDeviceStatus,
  forgetDevice,
  startWebAuthnRegistration,
  completeWebAuthnRegistration,
  listWebAuthnCredentials,
  deleteWebAuthnCredential,
  adminCreateUser,
  adminConfirmSignUp,
  adminSetUserPassword,
  adminResetUserPassword,
  adminSetUserMfaPreference,
  adminUpdateUserAttributes,
  adminDeleteUserAttributes,
  adminAddUserToGroup,
  adminRemoveUserFromGroup,
  adminListGroupsForUser,
  adminInitiateAuth,
  adminRespondToAuthChallenge,
  adminGetUser,
  adminGetUserAuthFactors,
  adminDisableUser,
  adminEnableUser,
  adminUserGlobalSignOut,
  adminDeleteUser,
  adminGetDevice,
  adminListDevices,
  adminUpdateDeviceStatus,
  adminForgetDevice,
  adminLinkProviderForUser,
  adminDisableProviderForUser,
  listUsers,
  listUsersInGroup,
  listGroups,
  getGroup,
  createGroup,
  updateGroup,
  deleteGroup,
];

/** A user as the developer console shows them: nothing secret. */
export interface ConsoleUser {
  readonly poolId: string;
  readonly username: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

/** Cognito's user pools. */
export interface UserPools {
  readonly service: AwsService;
  add(pool: UserPoolSettings): void;
  addClient(client: UserPoolClientSettings): void;
  addGroup(group: UserPoolGroupSettings): void;
  addDomain(domain: UserPoolDomainSettings): void;
  addResourceServer(server: ResourceServerSettings): void;
  addProvider(provider: IdentityProviderSettings): void;
  /** Who is there because the template says so. */
  readonly templateUsers: TemplateUsers;
  /** What the template made, for whoever builds a client config. */
  pools(): readonly UserPoolSettings[];
  clients(): readonly UserPoolClientSettings[];
  /** The groups of a pool in order of precedence. */
  groups(poolId: string): readonly UserPoolGroupSettings[];
  domains(): readonly UserPoolDomainSettings[];
  /** Tells where the hosted login of a pool listens, for the links of its e-mails. */
  setLoginUrl(poolId: string, url: string): void;
  /** Scopes of a pool's own resource servers. */
  customScopes(poolId: string): readonly string[];
  /** Names of the providers that a pool federates with. */
  providerNames(poolId: string): readonly string[];
  /** The hosted login of a pool. */
  hostedLogin(poolId: string, options: HostedLoginOptions): HostedLogin;
  /** The public keys of a pool, or `undefined` where there is no such pool. */
  jwks(poolId: string): JsonWebKeySet | undefined;
  /**
   * The discovery document of a pool that is served under `baseUrl`.
   *
   * @param loginUrl - the origin of its hosted login, if it has one
   */
  openidConfiguration(poolId: string, baseUrl: string, loginUrl?: string): Claims | undefined;
  /** The issuer in the tokens of a pool. */
  issuer(poolId: string): string;
  /** Checks signature, issuer, use, audience and time of an id token. */
  verifyIdToken(token: string, audience: IdTokenAudience): VerifiedToken;
  /** Whether the session of verified claims goes on, and its user exists and is enabled. */
  tokenIsLive(claims: Claims): boolean;
  describeUsers(): readonly ConsoleUser[];
  /** Makes a user who has groups, a lasting password and a second factor from the first moment on. */
  createWholeUser(user: WholeUser): Promise<void>;
  /** Opens a session for a user as if every proof had been given. */
  signIn(clientId: string, username: string): Promise<TestSession>;
}

/** Makes user pools that send their codes by `delivery`. */
export function createUserPools(services: Services, delivery: Delivery): UserPools {
  const backend = createUserPoolBackend(services, delivery);
  const { registry, directory, groups, verifier, signingKey, environment } = backend;
  const issuer = (poolId: string): string => issuerOf(environment.region, poolId);
  const addGroup = (group: UserPoolGroupSettings): void => {
    registry.addGroup(group);
    groups.datesOf(group);
  };
  return {
    service: {
      targetPrefix: 'AWSCognitoIdentityProviderService',
      signingName: 'cognito-idp',
      operations: OPERATIONS.map((operation) => operation(backend)),
    },
    add: registry.addPool,
    addClient: registry.addClient,
    addGroup,
    addDomain: registry.addDomain,
    addResourceServer: registry.addResourceServer,
    addProvider: (provider) => {
      const { poolId, name } = provider;
      registry.addProvider(provider);
      addGroup({ poolId, name: providerGroup(poolId, name) });
    },
    templateUsers: createTemplateUsers(backend),
    pools: registry.pools,
    clients: registry.clients,
    groups: registry.groups,
    domains: registry.domains,
    setLoginUrl: registry.setLoginUrl,
    customScopes: registry.customScopes,
    providerNames: (poolId) => registry.providers(poolId).map(({ name }) => name),
    hostedLogin: (poolId, options) => createHostedLogin(backend, registry.pool(poolId), options),
    jwks: (poolId) => {
      if (registry.findPool(poolId) === undefined) return undefined;
      return toJsonWebKeySet(signingKey());
    },
    openidConfiguration: (poolId, baseUrl, loginUrl) => {
      if (registry.findPool(poolId) === undefined) return undefined;
      return {
        id_token_signing_alg_values_supported: ['RS256'],
        issuer: issuer(poolId),
        jwks_uri: `${baseUrl}/${poolId}/.well-known/jwks.json`,
        response_types_supported: ['code', 'token'],
        scopes_supported: ['openid', 'email', 'phone', 'profile'],
        subject_types_supported: ['public'],
        ...(loginUrl !== undefined && loginEndpoints(loginUrl)),
      };
    },
    issuer,
    verifyIdToken: verifier.verifyIdToken,
    tokenIsLive: verifier.isLive,
    createWholeUser: (user) => createWholeUser(backend, user),
    signIn: (clientId, username) => signInWithoutProof(backend, clientId, username),
    describeUsers: () =>
      directory.list().map((user) => ({
        poolId: user.poolId,
        username: user.username,
        status: user.status,
        enabled: user.enabled,
        attributes: attributesOf(user),
        groups: user.groups,
      })),
  };
}

function loginEndpoints(url: string): Claims {
  return {
    authorization_endpoint: `${url}/oauth2/authorize`,
    end_session_endpoint: `${url}/logout`,
    revocation_endpoint: `${url}/oauth2/revoke`,
    token_endpoint: `${url}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${url}/oauth2/userInfo`,
  };
}
