import type { ClientInternals } from './client-internals';
import type { FlowMachine } from './flow';

/** Starts a finished flow over when the session that it may have made is gone. */
export function resetWhenSignedOut<S extends { name: string }>(
  machine: FlowMachine<S>,
  { store }: ClientInternals,
): void {
  const reset = () => {
    const { pending, step } = machine.getSnapshot();
    if (!pending && step.name === 'done') machine.reset();
  };
  store.events.signedOut.add(reset);
  store.events.userChanged.add(reset);
}
