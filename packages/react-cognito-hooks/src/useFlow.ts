import { useSyncExternalStore } from 'react';
import type { Flow, FlowMachine } from './core/flow';

/** What a flow of the client shows. */
export function useFlow<S>(flow: FlowMachine<S>): Flow<S> {
  return useSyncExternalStore(flow.subscribe, flow.getSnapshot, flow.getServerSnapshot);
}
