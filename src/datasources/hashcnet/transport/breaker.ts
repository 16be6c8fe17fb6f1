import type { Clock } from '../../../values/clock.js';

/** Stops asking an upstream that is down, so that callers get their answer at once and it gets room to recover. */
export interface Breaker {
  /** False while it is open; then one caller at a time may try whether the upstream is back. */
  admit(): boolean;
  /** Every admitted call reports back once. */
  report(isDown: boolean): void;
  state(): BreakerState;
}

/** `half_open`: its time is up, and the next call tries whether the upstream is back. */
export type BreakerState = 'closed' | 'half_open' | 'open';

const FAILURES_TO_OPEN = 20;
const OPEN_MS = 2_000;

/** A breaker that opens after 20 calls in a row found the upstream down, for 2 seconds at a time. */
export function createBreaker(clock: Clock): Breaker {
  let failureCount = 0;
  let openUntilMs = 0;
  let isProbing = false;
  return {
    admit: () => {
      if (failureCount < FAILURES_TO_OPEN) return true;
      if (isProbing || clock.nowMs() < openUntilMs) return false;
      isProbing = true;
      return true;
    },
    report: (isDown) => {
      isProbing = false;
      if (!isDown) {
        failureCount = 0;
        return;
      }
      failureCount += 1;
      if (failureCount >= FAILURES_TO_OPEN) openUntilMs = clock.nowMs() + OPEN_MS;
    },
    state: () => {
      if (failureCount < FAILURES_TO_OPEN) return 'closed';
      return isProbing || clock.nowMs() >= openUntilMs ? 'half_open' : 'open';
    },
  };
}
