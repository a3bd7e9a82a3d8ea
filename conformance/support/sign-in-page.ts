import { act, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import {
  CognitoProvider,
  createCognitoClient,
  type SignInInput,
  type SignInOptions,
  type SignInStep,
  type SignUpStep,
  useSignIn,
  useSignUp,
} from 'react-cognito-hooks';
import type { Local } from 'secured-api-local';
import { PASSWORD } from './amplify-user';
import { configOf } from './config-of';
import { uniqueAddress } from './unique-address';

/** A page that signs in by the hooks, at a run of its own. */
export function signInPage(local: Local, options: SignInOptions = {}) {
  const client = createCognitoClient(configOf(local));
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(CognitoProvider, { client, children });
  const { result } = renderHook(() => ({ signIn: useSignIn(options), signUp: useSignUp() }), {
    wrapper,
  });
  const step = (): SignInStep => result.current.signIn.step;
  return {
    client,
    step,
    signUpStep: (): SignUpStep => result.current.signUp.step,
    /** Signs a new user up, and confirms by the code in the inbox. */
    async newUser(
      kind: 'email' | 'phone' = 'email',
      { password }: { readonly password?: string } = { password: PASSWORD },
    ): Promise<string> {
      const username = uniqueAddress(kind);
      await act(() => result.current.signUp.signUp({ username, password }));
      const { step: confirm } = result.current.signUp;
      if (confirm.name !== 'confirm') throw new Error(`the sign-up is at '${confirm.name}'`);
      await act(() => confirm.submit(local.inbox.latest(username)?.code ?? ''));
      return username;
    },
    signIn: (input: SignInInput) => act(() => result.current.signIn.signIn(input)),
    /** Answers the step of that name; returns the step before. */
    async answer(name: SignInStep['name'], ...input: string[]): Promise<SignInStep> {
      const asked = step();
      if (asked.name !== name || !('submit' in asked)) {
        throw new Error(`the sign-in is at '${asked.name}', not at '${name}'`);
      }
      const submit = asked.submit as (...values: string[]) => Promise<unknown>;
      await act(() => submit(...input));
      return asked;
    },
    error: () => result.current.signIn.error,
  };
}
