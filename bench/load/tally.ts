import { createHistogram } from 'node:perf_hooks';
import type { GroupResult } from './load-plan.js';
import type { Tally } from './walker.js';

export interface CountingTally extends Tally {
  reset(): void;
  sum(name: string): GroupResult;
}

const US_PER_MS = 1000;

export function createTally(): CountingTally {
  const histogram = createHistogram();
  let count = 0;
  let errorCount = 0;
  let firstError: string | null = null;
  return {
    note({ tookMs, error }) {
      histogram.record(Math.max(1, Math.round(tookMs * US_PER_MS)));
      if (error === null) {
        count += 1;
        return;
      }
      errorCount += 1;
      firstError ??= error;
    },
    reset() {
      histogram.reset();
      count = 0;
      errorCount = 0;
      firstError = null;
    },
    sum: (name) => ({
      name,
      count,
      errorCount,
      firstError,
      p50Ms: histogram.percentile(50) / US_PER_MS,
      p99Ms: histogram.percentile(99) / US_PER_MS,
      maxMs: histogram.max / US_PER_MS,
    }),
  };
}

/** Notes everything in each of them. */
export function forkTally(...tallies: readonly Tally[]): Tally {
  return {
    note(outcome) {
      for (const tally of tallies) tally.note(outcome);
    },
  };
}
