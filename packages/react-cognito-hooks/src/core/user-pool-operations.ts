import type { ClientConfig } from './client-config';
import type { MfaKind } from './select-mfa-step';
import type { SrpVerifier } from './srp';

/** How a sign-in starts, by Cognito's own names. */
export type AuthFlow = ClientConfig['signIn']['flows'][number];

/** Names and values that Cognito passes on to the pool's Lambda triggers. */
export type ClientMetadata = Readonly<Record<string, string>>;

interface CodeDeliveryDetails {
  readonly Destination?: string;
  readonly DeliveryMedium?: string;
  readonly AttributeName?: string;
}

/** The tokens of a successful authentication. */
export interface AuthenticationResult {
  readonly AccessToken?: string;
  readonly IdToken?: string;
  readonly RefreshToken?: string;
  /** The device that the sign-in may confirm, where the user pool tracks devices. */
  readonly NewDeviceMetadata?: { readonly DeviceKey: string; readonly DeviceGroupKey: string };
}

/** What an authentication comes to: tokens, or the next challenge. */
export interface AuthenticationAnswer {
  readonly AuthenticationResult?: AuthenticationResult;
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Readonly<Record<string, string>>;
  /** The first factors that the user may choose from, with the challenge SELECT_CHALLENGE. */
  readonly AvailableChallenges?: readonly string[];
  readonly Session?: string;
}

/** What ResendConfirmationCode and ForgotPassword answer. */
export interface CodeSentAnswer {
  readonly CodeDeliveryDetails?: CodeDeliveryDetails;
}

interface ForUser {
  readonly Username: string;
  readonly ClientMetadata?: ClientMetadata;
}

interface ByToken {
  readonly AccessToken: string;
}

/** A device as the user pool lists it. */
export interface DeviceDescription {
  readonly DeviceKey: string;
  readonly DeviceAttributes?: readonly { readonly Name: string; readonly Value?: string }[];
  /** In seconds since the epoch. */
  readonly DeviceLastAuthenticatedDate?: number;
}

/** A passkey as the user pool lists it. */
export interface PasskeyDescription {
  readonly CredentialId: string;
  readonly FriendlyCredentialName?: string;
  /** In seconds since the epoch. */
  readonly CreatedAt?: number;
}

/** Whether a kind of second factor is on, and whether it is the one that is asked for. */
export interface MfaSetting {
  readonly Enabled: boolean;
  readonly PreferredMfa: boolean;
}

/** The fields of SetUserMFAPreference. */
export type MfaSettings = 'SoftwareTokenMfaSettings' | 'SMSMfaSettings' | 'EmailMfaSettings';

/**
 * The user pool operations in use, without the client id, which every call adds.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */
export interface UserPoolOperations {
  SignUp: {
    input: ForUser & {
      readonly Password?: string;
      readonly UserAttributes?: readonly { readonly Name: string; readonly Value: string }[];
    };
    output: CodeSentAnswer & { readonly UserConfirmed?: boolean };
  };
  ConfirmSignUp: {
    input: ForUser & { readonly ConfirmationCode: string };
    output: { readonly Session?: string };
  };
  ResendConfirmationCode: { input: ForUser; output: CodeSentAnswer };
  ForgotPassword: { input: ForUser; output: CodeSentAnswer };
  ConfirmForgotPassword: {
    input: ForUser & { readonly ConfirmationCode: string; readonly Password: string };
    output: object;
  };
  InitiateAuth: {
    input: {
      readonly AuthFlow: AuthFlow;
      readonly AuthParameters: Readonly<Record<string, string>>;
      readonly Session?: string;
      readonly ClientMetadata?: ClientMetadata;
    };
    output: AuthenticationAnswer;
  };
  RespondToAuthChallenge: {
    input: {
      readonly ChallengeName: string;
      readonly ChallengeResponses: Readonly<Record<string, string>>;
      readonly Session?: string;
      readonly ClientMetadata?: ClientMetadata;
    };
    output: AuthenticationAnswer;
  };
  AssociateSoftwareToken: {
    input: { readonly Session?: string; readonly AccessToken?: string };
    output: { readonly SecretCode?: string; readonly Session?: string };
  };
  VerifySoftwareToken: {
    input: {
      readonly Session?: string;
      readonly AccessToken?: string;
      readonly UserCode: string;
      readonly FriendlyDeviceName?: string;
    };
    output: { readonly Session?: string };
  };
  GetUser: {
    input: ByToken;
    output: {
      readonly UserAttributes?: readonly { readonly Name: string; readonly Value?: string }[];
      readonly UserMFASettingList?: readonly MfaKind[];
      readonly PreferredMfaSetting?: MfaKind;
    };
  };
  UpdateUserAttributes: {
    input: ByToken & {
      readonly UserAttributes: readonly { readonly Name: string; readonly Value: string }[];
      readonly ClientMetadata?: ClientMetadata;
    };
    output: { readonly CodeDeliveryDetailsList?: readonly CodeDeliveryDetails[] };
  };
  DeleteUserAttributes: {
    input: ByToken & { readonly UserAttributeNames: readonly string[] };
    output: object;
  };
  GetUserAttributeVerificationCode: {
    input: ByToken & { readonly AttributeName: string; readonly ClientMetadata?: ClientMetadata };
    output: CodeSentAnswer;
  };
  VerifyUserAttribute: {
    input: ByToken & { readonly AttributeName: string; readonly Code: string };
    output: object;
  };
  ChangePassword: {
    input: ByToken & { readonly PreviousPassword?: string; readonly ProposedPassword: string };
    output: object;
  };
  SetUserMFAPreference: {
    input: ByToken & { readonly [kind in MfaSettings]?: MfaSetting };
    output: object;
  };
  StartWebAuthnRegistration: {
    input: ByToken;
    output: { readonly CredentialCreationOptions: PublicKeyCredentialCreationOptionsJSON };
  };
  CompleteWebAuthnRegistration: {
    input: ByToken & { readonly Credential: object };
    output: object;
  };
  ListWebAuthnCredentials: {
    input: ByToken & { readonly NextToken?: string };
    output: { readonly Credentials?: readonly PasskeyDescription[]; readonly NextToken?: string };
  };
  DeleteWebAuthnCredential: { input: ByToken & { readonly CredentialId: string }; output: object };
  ConfirmDevice: {
    input: ByToken & {
      readonly DeviceKey: string;
      readonly DeviceName?: string;
      readonly DeviceSecretVerifierConfig: SrpVerifier;
    };
    output: object;
  };
  ListDevices: {
    input: ByToken & { readonly PaginationToken?: string };
    output: {
      readonly Devices?: readonly DeviceDescription[];
      readonly PaginationToken?: string;
    };
  };
  UpdateDeviceStatus: {
    input: ByToken & {
      readonly DeviceKey: string;
      readonly DeviceRememberedStatus: 'remembered' | 'not_remembered';
    };
    output: object;
  };
  ForgetDevice: { input: ByToken & { readonly DeviceKey: string }; output: object };
  DeleteUser: { input: ByToken; output: object };
  GetTokensFromRefreshToken: {
    input: { readonly RefreshToken: string; readonly DeviceKey?: string };
    output: { readonly AuthenticationResult?: AuthenticationResult };
  };
  RevokeToken: { input: { readonly Token: string }; output: object };
  GlobalSignOut: { input: ByToken; output: object };
}
