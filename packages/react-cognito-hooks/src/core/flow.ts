import { type CodeDelivery, type SentCode, toSentCode } from './code-delivery';
import { asCognitoError, CognitoError } from './cognito-error';
import { createEmitter } from './emitter';
import { type Result, refuse, succeed } from './result';

/** What a flow shows. */
export interface Flow<S> {
  step: S;
  /** Whether an action is under way. */
  pending: boolean;
  /** What the last action was refused with. */
  error: CognitoError | null;
  /** Back to the first step; whatever is under way is superseded. */
  reset(): void;
}

/** What makes a step: it binds the step's actions to the stage that the step lives on. */
export type Enter<S> = (stage: Stage<S>) => S;

/** What an action comes to. */
export interface Outcome<S> {
  readonly enter: Enter<S>;
  /** Refuses the action although the step changes. */
  readonly error?: CognitoError;
  /** Undoes what was obtained, if a newer start has superseded this one. */
  discard?(): void;
}

/** One stay on one step: its actions refuse once the flow has moved on. */
export interface Stage<S> {
  /** Binds an action that leads to the next step. */
  submit<A extends unknown[]>(
    work: (...answer: A) => Promise<Outcome<S>>,
  ): (...answer: A) => Promise<Result<S>>;
  /**
   * Binds the action that sends another code; it stays on the step and changes what is shown of
   * the code.
   *
   * @param remember told of each code that was sent
   */
  resend(
    send: () => Promise<CodeDelivery>,
    remember?: (sent: SentCode) => void,
  ): () => Promise<Result<CodeDelivery>>;
}

/** A flow's state and transitions, without React. */
export interface FlowMachine<S> {
  getSnapshot(): Flow<S>;
  getServerSnapshot(): Flow<S>;
  subscribe(listener: () => void): () => void;
  /**
   * Starts over. The same start called again while pending is one; another supersedes it.
   *
   * @param input tells whether two starts are the same
   */
  start(input: object, work: () => Promise<Outcome<S>>): Promise<Result<S>>;
  reset(): void;
}

const superseded = () =>
  refuse(new CognitoError('Superseded', 'a newer start has taken the place of this one'));
const stale = () => refuse(new CognitoError('StaleStep', 'the flow has left this step'));

/** What a flow begins with. */
export interface FlowBeginning<S> {
  /** Loads what the flow needs to go on, called when somebody first looks. */
  load(): Promise<unknown>;
  /** The step that a reload has interrupted, if there is one. */
  restore?(): Promise<Outcome<S>> | undefined;
  /** Called when the flow starts over. */
  forget?(): void;
}

/**
 * Creates a flow.
 *
 * @param initial the first step, `form`
 */
export function createFlowMachine<S extends { name: string }>(
  initial: S,
  beginning?: FlowBeginning<S>,
): FlowMachine<S> {
  const changed = createEmitter();
  const reset = () => {
    generation += 1;
    started = undefined;
    stage = undefined;
    isBegun = true;
    beginning?.forget?.();
    move({ step: initial, running: 0, error: null });
  };
  const serverSnapshot: Flow<S> = { step: initial, pending: false, error: null, reset };
  let snapshot = serverSnapshot;
  let generation = 0;
  let running = 0;
  let stage: object | undefined;
  let started: { readonly key: string; readonly promise: Promise<Result<S>> } | undefined;
  let isBegun = false;

  function move(next: { step?: S; running: number; error: CognitoError | null }): void {
    running = next.running;
    const { step = snapshot.step, error } = next;
    snapshot = { step, pending: running > 0, error, reset };
    changed.emit();
  }

  function makeStep(enter: Enter<S>): S {
    const current = {};
    stage = current;
    return enter(createStage(() => stage === current));
  }

  /** Runs one action to its result, and shows it unless it was superseded. */
  async function run<T, D>(
    work: () => Promise<T>,
    settle: (outcome: T) => { step?: S; data: D; error?: CognitoError },
    discard?: (outcome: T) => void,
  ): Promise<Result<D>> {
    const mine = generation;
    move({ running: running + 1, error: null });
    try {
      const outcome = await work();
      if (mine !== generation) {
        discard?.(outcome);
        return superseded();
      }
      const { step, data, error } = settle(outcome);
      // A listener of the session that this step has just made may have reset the flow.
      if (mine === generation) move({ step, running: running - 1, error: error ?? null });
      return error === undefined ? succeed(data) : refuse(error);
    } catch (thrown) {
      if (mine !== generation) return superseded();
      const error = asCognitoError(thrown);
      move({ running: running - 1, error });
      return refuse(error);
    }
  }

  const advance = (work: () => Promise<Outcome<S>>): Promise<Result<S>> =>
    run(
      work,
      ({ enter, error }) => {
        const step = makeStep(enter);
        return { step, data: step, error };
      },
      (outcome) => outcome.discard?.(),
    );

  function begin(): void {
    isBegun = true;
    const restored = beginning?.restore?.();
    if (restored !== undefined) void advance(() => restored);
    // What cannot be had now is asked for again, and spoken of, when it is needed.
    else beginning?.load().catch(() => undefined);
  }

  function createStage(isCurrent: () => boolean): Stage<S> {
    return {
      submit: (work) =>
        once((...answer) => (isCurrent() ? advance(() => work(...answer)) : asPromise(stale()))),
      resend(send, remember) {
        let sentBefore = 0;
        return once(() => {
          if (!isCurrent()) return asPromise(stale());
          return run(send, (delivery) => {
            sentBefore += 1;
            const sent = toSentCode(delivery, sentBefore);
            if (!isCurrent()) return { data: delivery };
            remember?.(sent);
            return { step: { ...snapshot.step, ...sent }, data: delivery };
          });
        });
      },
    };
  }

  return {
    getSnapshot: () => snapshot,
    getServerSnapshot: () => serverSnapshot,
    subscribe(listener) {
      const remove = changed.add(listener);
      if (!isBegun) begin();
      return remove;
    },
    start(input, work) {
      const key = JSON.stringify(input);
      if (started?.key === key) return started.promise;
      reset();
      const promise = advance(work).finally(() => {
        if (started?.promise === promise) started = undefined;
      });
      started = { key, promise };
      return promise;
    },
    reset,
  };
}

const asPromise = <T>(value: T): Promise<T> => Promise.resolve(value);

/** Runs an action once at a time: called again while pending it returns the same promise. */
function once<A extends unknown[], T>(action: (...answer: A) => Promise<T>) {
  let pending: Promise<T> | undefined;
  return (...answer: A): Promise<T> => {
    pending ??= action(...answer).finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
