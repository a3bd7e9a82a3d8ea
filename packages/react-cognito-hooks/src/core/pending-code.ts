import type { ClientInternals } from './client-internals';
import type { SentCode } from './code-delivery';
import { hasShape } from './has-shape';
import { createStoredValue, type StoredValue } from './key-value-store';

/** A code step that survives a reload: whose code is awaited, and never a password. */
export interface PendingCode extends SentCode {
  readonly username: string;
  /** Whether confirming is to sign in. */
  readonly signsIn?: boolean;
}

/** Creates the memory of one flow's code step, in the tab's own storage. */
export function createPendingCode(
  { config, openTab }: ClientInternals,
  flow: 'signUp' | 'resetPassword',
): StoredValue<PendingCode> {
  const key = `react-cognito-hooks.${config.userPoolClientId}.${flow}`;
  return createStoredValue(openTab, key, parsePendingCode);
}

function parsePendingCode(value: unknown): PendingCode | undefined {
  const shape = { username: 'string', delivery: 'object', resendAvailableAt: 'number' } as const;
  if (!hasShape(value, shape)) return undefined;
  const { username, delivery, resendAvailableAt } = value;
  if (!hasShape(delivery, { destination: 'string', deliveryMedium: 'string' })) return undefined;
  const signsIn = 'signsIn' in value && value.signsIn === true;
  return { username, delivery, resendAvailableAt, signsIn };
}
