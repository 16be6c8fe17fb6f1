import type { Random } from '../../src/simulation/random.js';

/** A sort of the sandbox's subscribers (docs/sandbox.md): its name says what the upstream does to its orders. */
export interface SubscriberSort {
  readonly name: string;
  /** How often it is drawn, relative to the others. */
  readonly weight: number;
  /** The upstream says what nobody may settle by: a person is asked, and that is the right end. */
  readonly mayEndFlagged?: true;
  /** Charged without a usable answer: some of its lookups may be told "never saw it" first. */
  readonly mayBeDenied?: true;
}

const SUBSCRIBER_SORTS: readonly SubscriberSort[] = [
  { name: 'plain', weight: 34 },
  { name: 'success-status-false', weight: 2 },
  // Charged, and the answer is lost or useless.
  { name: 'reset-after-charge', weight: 5, mayBeDenied: true },
  { name: 'hang-after-charge', weight: 4, mayBeDenied: true },
  { name: 'commit-500-after-charge', weight: 5, mayBeDenied: true },
  { name: 'commit-502-html', weight: 2 },
  { name: 'commit-cut-off', weight: 4 },
  { name: 'commit-dropped', weight: 3 },
  { name: 'commit-7000-charged', weight: 3 },
  { name: 'commit-duplicate', weight: 3 },
  { name: 'unknown-state', weight: 2 },
  { name: 'no-state', weight: 2 },
  { name: 'late', weight: 4 },
  // Taken on now, decided later, with a delivery report.
  { name: 'queued-then-success', weight: 5 },
  { name: 'processing-then-success', weight: 4 },
  { name: 'queued-then-failed', weight: 4 },
  { name: 'processing-first', weight: 2 },
  // Never charged.
  { name: 'failed', weight: 4 },
  { name: 'error', weight: 2 },
  { name: 'commit-refused', weight: 4 },
  { name: 'commit-500-before-charge', weight: 3 },
  { name: 'reset-before-charge', weight: 3 },
  { name: 'hang-before-charge', weight: 2 },
  { name: 'commit-redirect', weight: 1 },
  { name: 'never-recorded', weight: 3 },
  // Refunds and lies.
  { name: 'queued-then-refunded', weight: 3 },
  { name: 'partly-refunded', weight: 2 },
  { name: 'partly-refunded-flagged', weight: 1, mayEndFlagged: true },
  { name: 'amount-mismatch', weight: 1, mayEndFlagged: true },
];

const TOTAL_WEIGHT = SUBSCRIBER_SORTS.reduce((total, { weight }) => total + weight, 0);
const PLAIN: SubscriberSort = { name: 'plain', weight: 1 };

export function pickSort(random: Random): SubscriberSort {
  let left = random.below(TOTAL_WEIGHT);
  for (const sort of SUBSCRIBER_SORTS) {
    left -= sort.weight;
    if (left < 0) return sort;
  }
  return PLAIN;
}
