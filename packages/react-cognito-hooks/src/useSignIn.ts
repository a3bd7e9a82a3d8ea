import { useCallback, useMemo } from 'react';
import { internalsOf } from './core/client-internals';
import type { Flow } from './core/flow';
import { loadPart } from './core/load-part';
import type { RedirectOptions } from './core/redirect-sign-in';
import type { Result } from './core/result';
import {
  reauthenticationFlow,
  type SignInInput,
  type SignInOptions,
  type SignInStep,
  signInFlow,
} from './core/sign-in-flow';
import { useCognitoClient } from './useCognitoClient';
import { useFlow } from './useFlow';

/** The sign-in, and the function that starts it. */
export type UseSignIn = Flow<SignInStep> & {
  signIn(input: SignInInput): Promise<Result<SignInStep>>;
  /**
   * Leaves the page for the hosted login; the client completes the sign-in when the page is back,
   * and goes to `returnTo`. What is refused there shows as the state `signedOut` with the reason
   * `redirectRefused`.
   *
   * @throws CognitoError `InvalidConfig` without a hosted login that comes back to this origin,
   * `ForeignOrigin` for a `returnTo` of another one, or `NetworkError`
   */
  signInWithRedirect(o?: RedirectOptions): Promise<never>;
};

/**
 * Signs a user in; each thing that Cognito asks for is a step with its own `submit`.
 *
 * Whoever has not confirmed comes to `confirmSignUp`, and confirming signs in. Signing in while
 * somebody is signed in takes the place of that session, which is then revoked. What has no step
 * here is refused with the code `UnsupportedChallenge`.
 *
 * @example
 * const { step, signIn, pending, error } = useSignIn();
 * if (step.name === 'form') return <Form onSubmit={signIn} error={error} />;
 * if (step.name === 'totpCode') return <CodeForm onSubmit={step.submit} />;
 */
export function useSignIn({ flow, reauthenticate = false }: SignInOptions = {}): UseSignIn {
  const client = useCognitoClient();
  const machine = reauthenticate ? reauthenticationFlow(client) : signInFlow(client);
  const shown = useFlow(machine);
  const signIn = useCallback(
    (input: SignInInput) => machine.signIn(input, { flow }),
    [machine, flow],
  );
  const signInWithRedirect = useCallback(
    async (o?: RedirectOptions) => {
      const { redirectToLogin } = await loadPart(() => import('./core/redirect-sign-in'));
      return redirectToLogin(internalsOf(client).config, o);
    },
    [client],
  );
  return useMemo(
    () => ({ ...shown, signIn, signInWithRedirect }),
    [shown, signIn, signInWithRedirect],
  );
}
