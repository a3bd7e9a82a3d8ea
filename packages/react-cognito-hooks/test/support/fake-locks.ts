type Callback = (lock: { name: string } | null) => Promise<unknown>;

/** The part of Web Locks that is in use: a lock is taken if nobody has it. */
export class FakeLocks {
  private readonly held = new Set<string>();

  async request(name: string, _options: { ifAvailable: true }, callback: Callback) {
    if (this.held.has(name)) return callback(null);
    this.held.add(name);
    try {
      return await callback({ name });
    } finally {
      this.held.delete(name);
    }
  }
}
