/** One request that passed. */
export interface RelayedRequest {
  readonly method: string;
  readonly host: string;
  /** The AWS operation, or the path where there is none. */
  readonly operation: string;
}

/** A proxy that sees every request and may hold it. */
export interface Relay {
  /** What a browser is told of it. */
  readonly server: string;
  /** What passed, preflights included; emptied by whoever begins to count. */
  seen: RelayedRequest[];
  /** What every request waits for. */
  before: (request: RelayedRequest) => Promise<unknown> | undefined;
  stop(): Promise<void>;
}

export function startRelay(): Promise<Relay>;
