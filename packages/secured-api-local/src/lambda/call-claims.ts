/** How many calls may wait at a worker. */
export const MAX_LOAD = 256;

/** More than wait at once, so that no call takes the slot of one that still may go elsewhere. */
export const SLOTS = 2 * MAX_LOAD;

/**
 * Which of the calls that wait at a worker still may go elsewhere, in memory that both threads see.
 *
 * A slot holds the id of a call that is offered, and its negative once the worker has begun it. Only
 * one of the two threads wins a call.
 */
export class CallClaims {
  readonly shared = new SharedArrayBuffer(SLOTS * Int32Array.BYTES_PER_ELEMENT);
  private readonly slots = new Int32Array(this.shared);

  offer(id: number): void {
    Atomics.store(this.slots, id % SLOTS, id);
  }

  /** Takes back a call; `false` where the worker has begun it. */
  revoke(id: number): boolean {
    return Atomics.compareExchange(this.slots, id % SLOTS, id, 0) === id;
  }
}
