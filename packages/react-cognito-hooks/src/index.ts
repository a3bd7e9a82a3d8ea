export { CognitoProvider, type CognitoProviderProps } from './CognitoProvider';
export type { Api, ApiInput, Register } from './core/api';
export type { AuthState, SignedOutReason } from './core/auth-state';
export type { AuthUser } from './core/auth-user';
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
export { Protected, type ProtectedProps } from './Protected';
export { SignedIn } from './SignedIn';
export { SignedOut } from './SignedOut';
export { useApi } from './useApi';
export { useAuth } from './useAuth';
export { useCacheIdentity } from './useCacheIdentity';
export { useCognitoClient } from './useCognitoClient';
export { useIdentityId } from './useIdentityId';
export { type UseResetPassword, useResetPassword } from './useResetPassword';
export { useSignedFetch } from './useSignedFetch';
export { type UseSignIn, useSignIn } from './useSignIn';
export { useSignOut } from './useSignOut';
export { type UseSignUp, useSignUp } from './useSignUp';
export { useUser } from './useUser';
