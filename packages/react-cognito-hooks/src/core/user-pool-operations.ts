import type { ClientConfig } from './client-config';

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
    input: { readonly Session?: string };
    output: { readonly SecretCode?: string; readonly Session?: string };
  };
  VerifySoftwareToken: {
    input: { readonly Session?: string; readonly UserCode: string };
    output: { readonly Session?: string };
  };
  GetTokensFromRefreshToken: {
    input: { readonly RefreshToken: string };
    output: { readonly AuthenticationResult?: AuthenticationResult };
  };
  RevokeToken: { input: { readonly Token: string }; output: object };
  GlobalSignOut: { input: { readonly AccessToken: string }; output: object };
}
