import type { Store } from '../state/store';
import type { Call, Operation } from './operation';
import type { Input } from './operation-input';

/** What an operation does with its input. */
export type RunOperation = (input: Input, call: Call) => unknown;

/** An operation that anyone may call; its answer, good or bad, leaves after its writes are kept. */
export function publicOperation(store: Store, name: string, run: RunOperation): Operation {
  return { name, access: { kind: 'public' }, run: durably(store, run) };
}

/** Answers after every write is kept: a counter that was raised counts even when the call fails. */
export function durably(store: Store, run: RunOperation): RunOperation {
  return async (input, call) => {
    try {
      return await run(input, call);
    } finally {
      await store.durable();
    }
  };
}
