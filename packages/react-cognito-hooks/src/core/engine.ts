import { type Call, createAwsJsonCall, type Operations } from './aws-json';
import { type Clock, createClock } from './clock';

/** What a client reaches the world by. */
export interface Engine {
  readonly clock: Clock;
  /** Sends the calls of an API. */
  readonly fetch: typeof fetch;
  /** Makes a caller of an AWS service. */
  createCall<T extends Operations<T>>(url: string, service: string): Call<T>;
}

/** Creates the engine of a page: the browser's own `fetch`, and its clock. */
export const createEngine = (): Engine => ({
  clock: createClock(),
  fetch: (...request) => fetch(...request),
  createCall: createAwsJsonCall,
});
