/** The time that tokens, codes and signatures are judged by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** How often it was reset: what is kept for a time does not outlive that. */
  readonly resets?: number;
}

/** A clock that a test moves forward. */
export interface AdjustableClock extends Clock {
  /** Moves the clock by `ms` milliseconds, which may be negative. */
  advance(ms: number): void;
  /** Goes back to the machine's time. */
  reset(): void;
}

/** Starts a clock at the machine's time. */
export function createClock(machineNow: () => number = Date.now): AdjustableClock {
  let offsetMs = 0;
  let resets = 0;
  return {
    now: () => machineNow() + offsetMs,
    advance: (ms) => {
      offsetMs += ms;
    },
    get resets() {
      return resets;
    },
    reset: () => {
      offsetMs = 0;
      resets += 1;
    },
  };
}
