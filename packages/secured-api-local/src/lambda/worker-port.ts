import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { WorkerAnswer } from './invocation-result';

/** One call, as a worker's bootstrap takes it. */
export interface Call {
  readonly id: number;
  /** JSON. */
  readonly event: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

const ANSWER = /^(\d+) ([\d.e-]+) /;

/**
 * The line to a worker thread. Calls and answers are text: a thread takes a text in a third of the
 * time of an object. Calls of one turn are one text, and answers that have come are read together.
 */
export class WorkerPort {
  /** The worker's end. */
  readonly remote: MessagePort;
  private readonly local: MessagePort;
  private calls = '';

  constructor(private readonly onAnswer: (answer: WorkerAnswer) => void) {
    const { port1, port2 } = new MessageChannel();
    this.local = port1;
    this.remote = port2;
    port1.on('message', (message: unknown) => {
      this.take(message);
      this.drain();
    });
  }

  /** What is called in one turn wakes the thread once. */
  post({ id, event, requestId, deadline }: Call): void {
    if (this.calls === '') setImmediate(() => this.flush());
    // JSON has no line break of its own.
    this.calls += `${id} ${requestId} ${deadline} ${event}\n`;
  }

  /** Reads every answer that has come. */
  drain(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.local);
      if (!received) return;
      this.take(received.message);
    }
  }

  close(): void {
    this.drain();
    this.local.close();
  }

  private flush(): void {
    this.local.postMessage(this.calls);
    this.calls = '';
  }

  private take(message: unknown): void {
    const answer = typeof message === 'string' ? readAnswer(message) : message;
    if (isWorkerAnswer(answer)) this.onAnswer(answer);
  }
}

function readAnswer(text: string): WorkerAnswer | undefined {
  const [head, id, tookMs] = ANSWER.exec(text) ?? [];
  if (head === undefined) return undefined;
  return { id: Number(id), ok: true, payload: text.slice(head.length), tookMs: Number(tookMs) };
}

function isWorkerAnswer(message: unknown): message is WorkerAnswer {
  return typeof message === 'object' && message !== null && 'id' in message && 'ok' in message;
}
