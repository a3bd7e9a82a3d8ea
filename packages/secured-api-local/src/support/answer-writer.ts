import type { ServerResponse } from 'node:http';
import type { Clock } from './clock';
import type { ServerAnswer } from './loopback-server';
import { perSecond } from './per-second';

/** Sends an answer; `onFault` is told what made it impossible, such as a header of no valid text. */
export type WriteAnswer = (
  response: ServerResponse,
  answer: ServerAnswer,
  onFault: (error: unknown) => void,
) => void;

/** A time as the header `date` has it. */
export const httpDate = perSecond((seconds) => new Date(seconds * 1000).toUTCString());

/**
 * Makes what writes answers. Those that are ready in one turn leave together at its end: the first
 * wakes whoever reads them, which costs more than all the others.
 */
export function createAnswerWriter(clock: Clock): WriteAnswer {
  let ready: (() => void)[] = [];
  const flush = (): void => {
    const writes = ready;
    ready = [];
    for (const write of writes) write();
  };
  return (response, answer, onFault) => {
    if (ready.length === 0) setImmediate(flush);
    ready.push(() => {
      try {
        write(response, answer, clock.now());
      } catch (error) {
        onFault(error);
      }
    });
  };
}

function write(response: ServerResponse, { status, headers, body }: ServerAnswer, now: number) {
  const lines: (string | string[])[] = ['date', httpDate(now)];
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    lines.push(name, typeof value === 'string' ? value : [...value]);
  }
  if (saysLength(response, status)) lines.push('content-length', `${Buffer.byteLength(body)}`);
  response.sendDate = false;
  response.writeHead(status, lines);
  response.end(body);
}

/** An answer to `HEAD` has no body, nor has one of these, and Node says no length of it either. */
function saysLength({ req }: ServerResponse, status: number): boolean {
  return status !== 204 && status !== 304 && req.method !== 'HEAD';
}
