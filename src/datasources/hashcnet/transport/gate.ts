/** Counts the calls under way: bounds them, and lets closing wait for them. */
export interface Gate {
  /** Null for a call that may go on and has to `leave` at its end; else why it may not. */
  enter(): 'BUSY' | 'CLOSED' | null;
  leave(): void;
  /** How many calls are under way. */
  count(): number;
  /** Lets no further call in and resolves when those under way have ended. */
  close(): Promise<void>;
}

/** A gate for at most `maxCalls` at a time; past that a queue would only grow older than the deadline. */
export function createGate(maxCalls: number): Gate {
  const idle = Promise.withResolvers<void>();
  let underWay = 0;
  let isClosed = false;
  const settle = () => {
    if (isClosed && underWay === 0) idle.resolve();
  };
  return {
    enter: () => {
      if (isClosed) return 'CLOSED';
      if (underWay >= maxCalls) return 'BUSY';
      underWay += 1;
      return null;
    },
    leave: () => {
      underWay -= 1;
      settle();
    },
    count: () => underWay,
    close: () => {
      isClosed = true;
      settle();
      return idle.promise;
    },
  };
}
