import type { Clock } from '../../../values/clock.js';
import type { Deadline } from './deadline.js';

interface RetryDeps {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

interface RetryLimits {
  readonly maxAttempts: number;
  readonly deadline: Deadline;
}

const FIRST_PAUSE_MS = 150;
const MAX_PAUSE_MS = 2_000;

/**
 * After an attempt that may be made again: pauses, and says whether to. False once `maxAttempts` are made or the deadline is past. Pauses
 * double and are jittered, so that many callers that failed together do not come back together.
 *
 * @param attemptNumber of the attempt that was made, from 1
 */
export async function pauseForRetry(
  attemptNumber: number,
  { maxAttempts, deadline }: RetryLimits,
  { clock, random }: RetryDeps,
): Promise<boolean> {
  if (attemptNumber >= maxAttempts || deadline.isPast) return false;
  await clock.sleep(pauseMs(attemptNumber, random), deadline.signal);
  return !deadline.isPast;
}

function pauseMs(attemptNumber: number, random: () => number): number {
  const longest = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attemptNumber);
  return Math.round(longest * (0.5 + random() / 2));
}
