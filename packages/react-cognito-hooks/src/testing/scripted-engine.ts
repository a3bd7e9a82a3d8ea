import type { Call, Operations } from '../core/aws-json';
import { CognitoError } from '../core/cognito-error';
import type { Engine } from '../core/engine';
import { withSignal } from '../core/on-abort';
import { type Answers, PendingAnswer } from './answers';

/** A call that a client has made. */
export interface RecordedCall {
  /** The operation or the route, such as `InitiateAuth` or `GET /private`. */
  readonly name: string;
  /** The operation's input, or the route's request. */
  readonly input: unknown;
}

/** An engine that answers by a script and reaches nothing. */
export interface ScriptedEngine extends Engine {
  readonly calls: RecordedCall[];
  /** What calls answer from now on. */
  script: Answers;
  /** Lets time go by: what is due by then is answered. */
  advance(ms: number): Promise<void>;
}

/** Enough turns for what was answered to reach the screen. */
const TURNS = 20;

/**
 * Creates a scripted engine.
 *
 * @param apiUrl the URL that the config's API has
 */
export function createScriptedEngine(apiUrl: string): ScriptedEngine {
  const waiting = new Set<{ readonly dueMs: number; settle(): void }>();
  let advancedMs = 0;

  const later = ({ ms, answer }: PendingAnswer<unknown>): Promise<unknown> =>
    new Promise((resolve) => {
      const entry = {
        dueMs: advancedMs + ms,
        settle() {
          waiting.delete(entry);
          resolve(answer);
        },
      };
      waiting.add(entry);
    });

  async function ask(name: string, key: string, input: unknown): Promise<unknown> {
    engine.calls.push({ name, input });
    const scripted: unknown = Object.entries(engine.script).find(([known]) => known === key)?.[1];
    if (scripted === undefined) {
      throw new CognitoError('Unknown', `no answer is scripted for '${name}'`);
    }
    const answer: unknown = await (typeof scripted === 'function' ? scripted(input) : scripted);
    const settled = answer instanceof PendingAnswer ? await later(answer) : answer;
    if (settled instanceof Error) throw settled;
    return settled;
  }

  const engine: ScriptedEngine = {
    calls: [],
    script: {},
    clock: { now: () => Date.now() + advancedMs, learn: () => {}, restore: () => {} },
    createCall: <T extends Operations<T>>(): Call<T> => {
      const call = (name: string, input: object, { signal }: { signal?: AbortSignal } = {}) =>
        withSignal(ask(name, name, input), signal);
      return call as Call<T>;
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const name = routeOf(request, apiUrl);
      const key = Object.keys(engine.script).find((route) => matches(route, name)) ?? name;
      const answer = await withSignal(ask(name, key, request), request.signal);
      return answer instanceof Response ? answer.clone() : Response.json(answer ?? null);
    },
    async advance(ms) {
      advancedMs += ms;
      for (const entry of waiting) if (entry.dueMs <= advancedMs) entry.settle();
      for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
    },
  };
  return engine;
}

const routeOf = ({ method, url }: Request, apiUrl: string): string =>
  `${method} ${new URL(url).pathname.slice(new URL(apiUrl).pathname.replace(/\/$/, '').length)}`;

/** Whether a route such as `GET /users/{id}` is the one that was called. */
function matches(route: string, called: string): boolean {
  const pattern = route
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return part.endsWith('+}') ? '.+' : '[^/]+';
    })
    .join('');
  return new RegExp(`^${pattern}$`).test(called);
}
