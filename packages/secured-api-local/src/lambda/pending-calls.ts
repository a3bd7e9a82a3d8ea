import { SLOTS } from './call-claims';
import type { InvocationResult } from './invocation-result';

/** Takes how a call ended. */
export type Settle = (result: InvocationResult | 'notBegun') => void;

/**
 * Calls that wait for their end, by ids that count up.
 *
 * A slot each, not a Map: a Map that is filled and emptied all the time makes a new table every few
 * calls, and a table that grew old keeps all those after it, with every answer in them.
 */
export class PendingCalls {
  private readonly slots: (Settle | undefined)[] = Array.from({ length: SLOTS }, () => undefined);
  private oldest = 1;
  private newest = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Adds a call and returns its id. */
  add(settle: Settle): number {
    this.newest += 1;
    this.slots[this.newest % SLOTS] = settle;
    this.count += 1;
    return this.newest;
  }

  has(id: number): boolean {
    return id >= this.oldest && id <= this.newest && this.slots[id % SLOTS] !== undefined;
  }

  /** Ends a call, unless it has ended. */
  settle(id: number, result: InvocationResult | 'notBegun'): void {
    if (!this.has(id)) return;
    const settle = this.slots[id % SLOTS];
    this.slots[id % SLOTS] = undefined;
    this.count -= 1;
    while (this.oldest <= this.newest && !this.has(this.oldest)) this.oldest += 1;
    settle?.(result);
  }

  /** The ids that wait, the first first. */
  ids(): number[] {
    const span = Math.max(0, this.newest - this.oldest + 1);
    return Array.from({ length: span }, (_, index) => this.oldest + index).filter((id) =>
      this.has(id),
    );
  }
}
