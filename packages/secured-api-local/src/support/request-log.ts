/** One request to an API, or call of a service, with what the developer wants to know and no secret of the caller. */
export interface LoggedRequest {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** The API's logical id, or the service's name, such as `cognito-idp`. */
  readonly api: string;
  readonly method: string;
  /** Without the query, which may carry a signature; of a call the operation. */
  readonly path: string;
  readonly routeKey: string | undefined;
  readonly status: number;
  readonly caller: string | undefined;
  /** Why it was refused or failed. */
  readonly reason: string | undefined;
}

/** A request as it is noted: what only a reader needs is made when there is one. */
export type NotedRequest = Omit<LoggedRequest, 'at'> & {
  /** Milliseconds since the epoch. */
  readonly at: number;
};

const KEPT = 500;

/** The last requests, newest first. */
export class RequestLog {
  private readonly requests: NotedRequest[] = [];

  add(request: NotedRequest): void {
    this.requests.push(request);
    // In batches: moving every entry at every request would be most of what a request costs.
    if (this.requests.length >= 2 * KEPT) this.requests.splice(0, this.requests.length - KEPT);
  }

  clear(): void {
    this.requests.length = 0;
  }

  list(): readonly LoggedRequest[] {
    return this.requests
      .slice(-KEPT)
      .reverse()
      .map((request) => ({ ...request, at: new Date(request.at).toISOString() }));
  }
}
