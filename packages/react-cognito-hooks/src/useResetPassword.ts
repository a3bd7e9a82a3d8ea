import { useMemo } from 'react';
import type { Flow } from './core/flow';
import {
  type ResetPasswordInput,
  type ResetPasswordStep,
  resetPasswordFlow,
} from './core/reset-password-flow';
import type { Result } from './core/result';
import { useCognitoClient } from './useCognitoClient';
import { useFlow } from './useFlow';

/** The password reset, and the function that starts it. */
export type UseResetPassword = Flow<ResetPasswordStep> & {
  request(input: ResetPasswordInput): Promise<Result<ResetPasswordStep>>;
};

/**
 * Sets a new password by a code: `form`, `confirm`, `done`.
 *
 * @example
 * const { step, request } = useResetPassword();
 * if (step.name === 'form') return <Form onSubmit={request} />;
 * if (step.name === 'confirm') return <NewPasswordForm onSubmit={step.submit} />;
 */
export function useResetPassword(): UseResetPassword {
  const flow = resetPasswordFlow(useCognitoClient());
  const shown = useFlow(flow);
  return useMemo(() => ({ ...shown, request: flow.request }), [shown, flow]);
}
