// @vitest-environment node
import { expectTypeOf, test } from 'vitest';
import type {
  AuthState,
  AuthUser,
  CodeDelivery,
  CognitoClient,
  CognitoError,
  CognitoErrorCode,
  ResetPasswordStep,
  Result,
  SignedFetch,
  SignInStep,
  SignUpStep,
  UseSignIn,
} from '../src';

test('a result holds either data or an error', () => {
  const data = (result: Result<number>) => {
    // @ts-expect-error -- whether it succeeded comes first
    result.data;
    return result.ok ? result.data : result.error;
  };

  expectTypeOf(data).returns.toEqualTypeOf<number | CognitoError>();
});

test('a user is there only when signed in', () => {
  const user = (state: AuthState) => (state.status === 'signedIn' ? state.user : null);
  // @ts-expect-error -- signed out there is no user
  const wrong = (state: AuthState) => state.user;

  expectTypeOf(user).returns.toEqualTypeOf<AuthUser | null>();
  expectTypeOf(wrong).parameter(0).toEqualTypeOf<AuthState>();
});

test('an action sits on its step and is typed by it', () => {
  const submit = (step: SignInStep) => {
    if (step.name === 'form') {
      // @ts-expect-error -- the form has no submit, signIn starts the flow
      return step.submit('123456');
    }
    if (step.name === 'newPassword') return step.submit('password', { given_name: 'Jane' });
    // @ts-expect-error -- a code is all that is asked for
    if (step.name === 'totpCode') return step.submit('123456', 'more');
    return step.name === 'smsCode' ? step.resend() : undefined;
  };

  expectTypeOf(submit).returns.resolves.toEqualTypeOf<
    Result<SignInStep> | Result<CodeDelivery> | undefined
  >();
});

test('a switch over a flow is exhaustive', () => {
  const title = (step: SignUpStep | ResetPasswordStep): string => {
    switch (step.name) {
      case 'form':
        return 'form';
      case 'confirm':
      case 'confirmByLink':
        return step.username;
      case 'done':
        return 'done';
    }
  };

  expectTypeOf(title).returns.toBeString();
});

test('error codes are a closed union', () => {
  expectTypeOf<'CodeMismatchException'>().toExtend<CognitoErrorCode>();
  expectTypeOf<string>().not.toExtend<CognitoErrorCode>();
});

test('a signed fetch is a fetch', () => {
  expectTypeOf<SignedFetch>().toEqualTypeOf<typeof fetch>();
  expectTypeOf<CognitoClient['fetch']>().returns.toEqualTypeOf<typeof fetch>();
});

test('a sign-in takes no field that Cognito does not know', () => {
  const start = ({ signIn }: UseSignIn) =>
    // @ts-expect-error -- it is called username, whatever it holds
    signIn({ email: 'jane@example.com', password: 'x' });

  expectTypeOf(start).returns.resolves.toEqualTypeOf<Result<SignInStep>>();
});
