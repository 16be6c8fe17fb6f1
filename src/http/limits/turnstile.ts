import type { ServerResponse } from 'node:http';

/** Counts the requests under way and lets no more than so many in. */
export interface Turnstile {
  /** True when it came in; it is counted until it is answered or its connection is gone. */
  enter(response: ServerResponse): boolean;
}

export function createTurnstile(maxUnderWay: number): Turnstile {
  let underWay = 0;
  return {
    enter(response) {
      if (underWay >= maxUnderWay) return false;
      underWay += 1;
      // Emitted once, after the answer or without one.
      response.once('close', () => {
        underWay -= 1;
      });
      return true;
    },
  };
}
