import { useMemo } from 'react';
import type { Flow } from './core/flow';
import type { Result } from './core/result';
import { type SignInInput, type SignInStep, signInFlow } from './core/sign-in-flow';
import { useCognitoClient } from './useCognitoClient';
import { useFlow } from './useFlow';

/** The sign-in, and the function that starts it. */
export type UseSignIn = Flow<SignInStep> & {
  signIn(input: SignInInput): Promise<Result<SignInStep>>;
};

/**
 * Signs a user in; each thing that Cognito asks for is a step with its own `submit`.
 *
 * Whoever has not confirmed comes to `confirmSignUp`, and confirming signs in. What has no step
 * here is refused with the code `UnsupportedChallenge`.
 *
 * @example
 * const { step, signIn, pending, error } = useSignIn();
 * if (step.name === 'form') return <Form onSubmit={signIn} error={error} />;
 * if (step.name === 'totpCode') return <CodeForm onSubmit={step.submit} />;
 */
export function useSignIn(): UseSignIn {
  const flow = signInFlow(useCognitoClient());
  const shown = useFlow(flow);
  return useMemo(() => ({ ...shown, signIn: flow.signIn }), [shown, flow]);
}
