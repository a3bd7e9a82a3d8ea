import type { Clock } from '../support/clock';
import type { Log } from '../support/log';
import {
  createLoopbackServer,
  type LoopbackServer,
  type ServerAnswer,
  type ServerRequest,
} from '../support/loopback-server';
import type { Invocation } from './execution-environment';
import { failure, type InvocationResult, readAnswer } from './invocation-result';

const PREFIX = '/2018-06-01/runtime/';
const OUTCOME = /^invocation\/([^/]+)\/(response|error)$/;
const MAX_HEAD_BYTES = 16_384;
/** What Lambda takes as an answer. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** What the API of one runtime is made with. */
export interface RuntimeApiOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly functionArn: string;
}

interface Running extends Invocation {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly settle: (result: InvocationResult) => void;
}

/**
 * The HTTP API by which a runtime takes events and answers them, for one process.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  private readonly server: LoopbackServer;
  private waiting: ((answer: ServerAnswer) => void) | undefined;
  private queued: Running | undefined;
  private running: Running | undefined;

  constructor(private readonly options: RuntimeApiOptions) {
    const { clock, log } = options;
    this.server = createLoopbackServer({
      clock,
      log,
      hostPort: 'own',
      maxHeadBytes: MAX_HEAD_BYTES,
      maxBodyBytes: MAX_BODY_BYTES,
      answer: (request) => this.answer(request),
      refuse: (why) =>
        why === 'bodyTooLarge'
          ? fault(413, 'RequestEntityTooLarge', `an answer may have ${MAX_BODY_BYTES} bytes`)
          : fault(400, 'BadRequest', why),
    });
  }

  /** Listens on a free port, and returns what `AWS_LAMBDA_RUNTIME_API` reads. */
  async listen(): Promise<string> {
    return `127.0.0.1:${await this.server.listen(0)}`;
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  /** Hands an invocation to the runtime as soon as it asks for one. */
  invoke(invocation: Invocation): Promise<InvocationResult> {
    return new Promise((settle) => {
      this.queued = { ...invocation, deadline: Date.now() + invocation.timeoutMs, settle };
      this.hand();
    });
  }

  private async answer({ raw }: ServerRequest): Promise<ServerAnswer> {
    const { method, target, headers, body } = raw;
    if (headers.some(([name]) => /^(?:origin|sec-fetch-site)$/i.test(name))) {
      return fault(403, 'Forbidden', 'a page is no runtime');
    }
    const path = target.startsWith(PREFIX) ? target.slice(PREFIX.length) : '';
    if (method === 'GET' && path === 'invocation/next') return this.next();
    if (method === 'POST' && path === 'init/error') return this.onInitError(body);
    const [, id, outcome] = (method === 'POST' && OUTCOME.exec(path)) || [];
    if (id === undefined) return fault(404, 'NotFound', `there is no ${method} ${path}`);
    if (id !== this.running?.requestId) {
      return fault(400, 'InvalidRequestID', 'no such invocation is running');
    }
    this.end(outcome === 'error' ? readError(body) : readResponse(body));
    return ACCEPTED;
  }

  private next(): Promise<ServerAnswer> {
    // Whoever asks again has given up the call before.
    this.waiting?.(fault(403, 'InvalidStateTransition', 'the runtime asked again'));
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.hand();
    });
  }

  private hand(): void {
    if (!this.queued || !this.waiting) return;
    this.running = this.queued;
    const { event, requestId, deadline } = this.running;
    this.waiting({
      status: 200,
      headers: {
        ...HEADERS,
        'lambda-runtime-aws-request-id': requestId,
        'lambda-runtime-deadline-ms': String(deadline),
        'lambda-runtime-invoked-function-arn': this.options.functionArn,
      },
      body: event,
    });
    this.queued = undefined;
    this.waiting = undefined;
  }

  /** A runtime that could not start: the invocation that it was started for fails. */
  private onInitError(body: Buffer): ServerAnswer {
    this.running ??= this.queued;
    this.queued = undefined;
    this.end(readError(body));
    return ACCEPTED;
  }

  private end(result: InvocationResult): void {
    const { running } = this;
    this.running = undefined;
    running?.settle(result);
  }
}

// A connection that stays open would be closed under a handler that takes its time.
const HEADERS = { 'content-type': 'application/json', connection: 'close' };

const ACCEPTED: ServerAnswer = { status: 202, headers: HEADERS, body: '{"status":"OK"}' };

function fault(status: number, errorType: string, errorMessage: string): ServerAnswer {
  return { status, headers: HEADERS, body: JSON.stringify({ errorType, errorMessage }) };
}

function readResponse(body: Buffer): InvocationResult {
  const payload = body.length === 0 ? 'null' : body.toString('utf8');
  return readAnswer({ id: 0, ok: true, payload });
}

function readError(body: Buffer): InvocationResult {
  try {
    const error: unknown = JSON.parse(body.toString('utf8'));
    if (typeof error === 'object' && error !== null)
      return readAnswer({ ...error, id: 0, ok: false });
  } catch {
    // What is not JSON says nothing more than that it failed.
  }
  return failure('Runtime.Unknown', 'the runtime gave no reason');
}
