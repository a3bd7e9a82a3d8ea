import { useCallback, useMemo } from 'react';
import type { Flow } from './core/flow';
import type { Result } from './core/result';
import { type SignUpInput, type SignUpStep, signUpFlow } from './core/sign-up-flow';
import { useCognitoClient } from './useCognitoClient';
import { useFlow } from './useFlow';

/** The sign-up, and the function that starts it. */
export type UseSignUp = Flow<SignUpStep> & {
  signUp(input: SignUpInput): Promise<Result<SignUpStep>>;
};

/**
 * Signs a new user up: `form`, `confirm` (or `confirmByLink`), `done`.
 *
 * The flow belongs to the client, so every component sees the same step. Confirming signs in with
 * the password, which stays in memory. Without one, and after a reload, it signs in where the app
 * client has the flow USER_AUTH; elsewhere `done` says `signedIn: false`.
 *
 * @param o.autoSignIn whether confirming signs in. Default true
 * @example
 * const { step, signUp, pending, error } = useSignUp();
 * if (step.name === 'form') return <Form onSubmit={signUp} error={error} />;
 * if (step.name === 'confirm') return <CodeForm onSubmit={step.submit} onResend={step.resend} />;
 */
export function useSignUp({ autoSignIn = true }: { autoSignIn?: boolean } = {}): UseSignUp {
  const flow = signUpFlow(useCognitoClient());
  const shown = useFlow(flow);
  const signUp = useCallback(
    (input: SignUpInput) => flow.signUp(input, { autoSignIn }),
    [flow, autoSignIn],
  );
  return useMemo(() => ({ ...shown, signUp }), [shown, signUp]);
}
