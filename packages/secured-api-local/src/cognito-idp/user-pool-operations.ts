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

/** Every operation of a user pool that is here. */
export const USER_POOL_OPERATIONS = [
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
