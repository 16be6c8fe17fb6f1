import { createEventQueue, type Owner } from './event-queue.js';

/** Virtual time. Nothing passes by itself: an instant is over when the next event is taken. */
export interface Scheduler {
  /** Unix milliseconds. */
  nowMs(): number;
  /** Runs something later, for its owner if it still lives and is not frozen then. */
  after(delayMs: number, owner: Owner | null, run: () => void): void;
  /** When the next event is due; Infinity when there is none. */
  nextAtMs(): number;
  /** Moves to the next event and runs it; false when its owner is gone or frozen. */
  runNext(): boolean;
  /** Moves time on to an instant before the next event. */
  moveTo(atMs: number): void;
}

/** 2026-01-01T00:00:00Z. */
export const START_MS = 1_767_225_600_000;

export function createScheduler(): Scheduler {
  const queue = createEventQueue();
  let nowMs = START_MS;
  let order = 0;

  function moveTo(atMs: number): void {
    if (atMs > nowMs) nowMs = atMs;
  }

  return {
    nowMs: () => nowMs,
    nextAtMs: queue.nextAtMs,
    moveTo,
    after(delayMs, owner, run) {
      order += 1;
      queue.push({ atMs: nowMs + Math.max(0, Math.round(delayMs)), order, owner, run });
    },
    runNext() {
      const event = queue.pop();
      if (event === undefined) return false;
      const { owner } = event;
      if (owner?.isDead) return false;
      if (owner !== null && owner.frozenUntilMs > event.atMs) {
        event.atMs = owner.frozenUntilMs;
        queue.push(event);
        return false;
      }
      moveTo(event.atMs);
      event.run();
      return true;
    },
  };
}

/**
 * Resolves once every promise reaction that could run has run: a next-tick callback waits for the microtask queue to be
 * empty (Node's documented order). Cheaper than a timer, and nothing of the event loop takes part in the order.
 */
export function settlePromises(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}
