import type { InvocationResult } from './invocation-result';

/** One invocation. */
export interface Invocation {
  /** JSON. */
  readonly event: string;
  readonly requestId: string;
  readonly timeoutMs: number;
}

/** What runs one function, one invocation at a time, and is gone after a time-out. */
export interface ExecutionEnvironment {
  /** Whether it can take another invocation. */
  readonly alive: boolean;
  /** How many invocations it runs or has waiting. */
  readonly load: number;
  /** Whether an invocation would be over here before another environment had begun. */
  readonly isQuick: boolean;
  /** Runs an invocation after those before it; `notBegun` where another environment has to. */
  invoke(invocation: Invocation): Promise<InvocationResult | 'notBegun'>;
  stop(): Promise<void>;
}
