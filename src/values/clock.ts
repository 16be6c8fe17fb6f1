import { setTimeout as sleepFor } from 'node:timers/promises';

/** Time as the service sees it, so that tests and the simulation can own it. Instants are Unix milliseconds. */
export interface Clock {
  nowMs(): number;
  /** Resolves after `durationMs`, or at once when `signal` aborts; never rejects. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: async (durationMs, signal) => {
    try {
      await sleepFor(durationMs, undefined, signal ? { signal } : {});
    } catch {
      // The only rejection is the abort, and an aborted sleep is simply a shorter one.
    }
  },
};
