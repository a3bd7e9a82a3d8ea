export type { Device } from './core/account-devices';
export type { TotpSetup } from './core/account-mfa';
export type { Passkey } from './core/account-passkeys';
export type { ChangePasswordInput } from './core/account-password';
export type { MfaPreference } from './core/account-profile';
export type { Api, ApiInput, Register } from './core/api';
export type { AuthState, SignedOutReason } from './core/auth-state';
export type { AuthUser } from './core/auth-user';
export type { AwaitedCode, AwaitedCodes } from './core/awaited-codes';
export type { AwsCredentials } from './core/aws-credentials';
export type { ApiConfig, ClientConfig } from './core/client-config';
export type { CodeDelivery, Sent } from './core/code-delivery';
export {
  type CognitoClient,
  type CognitoClientOptions,
  createCognitoClient,
} from './core/cognito-client';
export { CognitoError, type CognitoErrorCode, type CognitoErrorField } from './core/cognito-error';
export type { Flow } from './core/flow';
export type { KeyValueStore } from './core/key-value-store';
export { loadClientConfig } from './core/load-client-config';
export { moveAmplifySession } from './core/move-amplify-session';
export type { RedirectOptions } from './core/redirect-sign-in';
export { requireUser } from './core/require-user';
export type { ResetPasswordInput, ResetPasswordStep } from './core/reset-password-flow';
export type { Result } from './core/result';
export type { RetryOptions } from './core/retries';
export type { FirstFactor } from './core/select-factor-step';
export type { MfaKind } from './core/select-mfa-step';
export type { SessionEvent } from './core/session-store';
export type { Tokens } from './core/session-tokens';
export type { SignInInput, SignInOptions, SignInStep } from './core/sign-in-flow';
export type { SignUpInput, SignUpStep } from './core/sign-up-flow';
export type { SignedFetch, SignedFetchOptions } from './core/signed-fetch';
export type { Submit } from './core/submit';
export type { UserAttributes } from './core/user-attributes';
export type { AuthFlow, ClientMetadata } from './core/user-pool-operations';
