import type { Clock } from '../../../values/clock.js';

interface RetryDeps {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const FIRST_PAUSE_MS = 150;
const MAX_PAUSE_MS = 2_000;

interface Tried<T> {
  readonly result: T;
  readonly isRetryable: boolean;
}

/**
 * Tries until the result is final, `maxAttempts` are made or the deadline aborts, and returns the last result. Pauses
 * double and are jittered, so that many callers that failed together do not come back together.
 */
export async function retry<T>(
  deps: RetryDeps,
  limits: { readonly maxAttempts: number; readonly deadline: AbortSignal },
  attempt: () => Promise<Tried<T>>,
): Promise<T> {
  for (let attemptNumber = 1; ; attemptNumber += 1) {
    const { result, isRetryable } = await attempt();
    if (!isRetryable || attemptNumber >= limits.maxAttempts || limits.deadline.aborted) return result;
    await deps.clock.sleep(pauseMs(attemptNumber, deps.random), limits.deadline);
    if (limits.deadline.aborted) return result;
  }
}

function pauseMs(attemptNumber: number, random: () => number): number {
  const longest = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attemptNumber);
  return Math.round(longest * (0.5 + random() / 2));
}
