/** Counts the calls under way: bounds them, and lets closing wait for them. */
export interface Gate {
  /** Runs `call`, or returns `refuse(cause)` at once when there are too many calls already or the gate is closed. */
  run<T>(call: () => Promise<T>, refuse: (cause: 'BUSY' | 'CLOSED') => T): Promise<T>;
  /** How many calls are under way. */
  count(): number;
  /** Lets no further call in and resolves when those under way have ended. */
  close(): Promise<void>;
}

/** A gate for at most `maxCalls` at a time; past that a queue would only grow older than the deadline. */
export function createGate(maxCalls: number): Gate {
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  return {
    run: async (call, refuse) => {
      if (isClosed) return refuse('CLOSED');
      if (underWay.size >= maxCalls) return refuse('BUSY');
      const running = call();
      underWay.add(running);
      try {
        return await running;
      } finally {
        underWay.delete(running);
      }
    },
    count: () => underWay.size,
    close: async () => {
      isClosed = true;
      await Promise.allSettled(underWay);
    },
  };
}
