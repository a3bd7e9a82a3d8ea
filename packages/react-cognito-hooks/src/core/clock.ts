/** The time as Amazon sees it: this machine's clock, corrected by what servers said. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Takes over the time that a server just gave, in milliseconds since the epoch. */
  learn(serverTimeMs: number): void;
  /** Takes over an offset that was learned before. */
  restore(offsetMs: number): void;
}

/** Creates a clock that agrees with this machine until it is told better. */
export function createClock(): Clock {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    learn(serverTimeMs) {
      offsetMs = serverTimeMs - Date.now();
    },
    restore(value) {
      offsetMs = value;
    },
  };
}
