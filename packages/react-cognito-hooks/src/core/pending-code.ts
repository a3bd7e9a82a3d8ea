import type { ClientInternals } from './client-internals';
import type { SentCode } from './code-delivery';
import { createStoredValue, type StoredValue, webStore } from './key-value-store';

/** A code step that survives a reload: whose code is awaited, and never a password. */
export interface PendingCode extends SentCode {
  readonly username: string;
}

/** Creates the memory of one flow's code step, in the tab's own storage. */
export function createPendingCode(
  { config }: ClientInternals,
  flow: 'signUp' | 'resetPassword',
): StoredValue<PendingCode> {
  const key = `react-cognito-hooks.${config.userPoolClientId}.${flow}`;
  return createStoredValue(() => webStore('session'), key, parsePendingCode);
}

function parsePendingCode(value: unknown): PendingCode | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { username, delivery, resendAvailableAt } = { ...value } as Record<string, unknown>;
  if (typeof username !== 'string' || typeof resendAvailableAt !== 'number') return undefined;
  if (typeof delivery !== 'object' || delivery === null) return undefined;
  const { destination, deliveryMedium, attributeName } = { ...delivery } as Record<string, unknown>;
  if (typeof destination !== 'string' || typeof deliveryMedium !== 'string') return undefined;
  return {
    username,
    delivery: {
      destination,
      deliveryMedium,
      ...(typeof attributeName === 'string' && { attributeName }),
    },
    resendAvailableAt,
  };
}
