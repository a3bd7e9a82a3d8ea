/** A set of listeners of one kind. */
export interface Emitter {
  /** @returns removes the listener */
  add(listener: () => void): () => void;
  emit(): void;
}

/** Creates an emitter; a listener that throws is reported and does not stop the others. */
export function createEmitter(): Emitter {
  const listeners = new Set<{ listener: () => void }>();
  return {
    add(listener) {
      const entry = { listener };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    emit() {
      for (const { listener } of [...listeners]) {
        try {
          listener();
        } catch (thrown) {
          queueMicrotask(() => {
            throw thrown;
          });
        }
      }
    },
  };
}
