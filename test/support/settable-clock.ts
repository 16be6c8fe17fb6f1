import { type Clock, systemClock } from '../../src/values/clock.js';

/** Real time, shifted: a test can make minutes pass without waiting for them. */
export interface SettableClock extends Clock {
  advance(durationMs: number): void;
}

export function createSettableClock(): SettableClock {
  let shiftMs = 0;
  return {
    nowMs: () => systemClock.nowMs() + shiftMs,
    sleep: systemClock.sleep,
    advance(durationMs) {
      shiftMs += durationMs;
    },
  };
}
