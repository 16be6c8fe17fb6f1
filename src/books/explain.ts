import type { Baseline } from './baseline.js';
import { findSum } from './find-sum.js';
import type { OpenRenewal } from './open-renewal.js';
import type { CreditsReading } from './reading.js';
import { netOf, type Tally } from './tally.js';

/**
 * `explained`: by settled renewals alone. `open`: by settled renewals and these open ones, to the last digit.
 * `unexplained`: a difference is left.
 */
export type Verdict = 'explained' | 'open' | 'unexplained';

export interface Explanation {
  readonly verdict: Verdict;
  /** Upstream's figure at the baseline (or the opening), and how far it has moved since. */
  readonly from: bigint;
  readonly moved: bigint;
  /** What explains the move: settled renewals ordered since, older ones settled or refunded since, open ones. */
  readonly since: bigint;
  readonly older: bigint;
  readonly open: bigint;
  /** What none of them explains: above zero, upstream took more than the ledger knows. */
  readonly difference: bigint;
  /** The open renewals taken to be in upstream's figure. */
  readonly takenAsCharged: readonly OpenRenewal[];
  /** Whether no other choice of open renewals explains the figure as well. */
  readonly isOnlyChoice: boolean;
  /** False when there are so many open renewals that not every choice of them was tried. */
  readonly triedAllChoices: boolean;
  /** What a baseline written now would say. */
  readonly next: Baseline;
}

/** Without a baseline: what the account had consumed before the ledger's first renewal. */
export interface Opening {
  readonly consumed: bigint;
}

export type Start =
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | ({ readonly kind: 'opening' } & Opening);

/**
 * Compares the upstream's figure with the tally. The comparison is of the whole ledger's life: whatever the baseline's open
 * renewals became, a charge that was wrongly ascribed to one of them comes to light once they are settled.
 */
export function explain(tally: Tally, reading: CreditsReading, start: Start): Explanation {
  const { from, opening, settledBefore, openBefore } = openBooks(start);
  const since = Object.values(tally.since).reduce((sum, group) => sum + netOf(group), 0n);
  const older = netOf(tally.before) - settledBefore;
  const settled = netOf(tally.before) + since;
  const choice = chooseOpen(reading.consumed - opening - settled, tally.open.items);
  const openTotal = choice.taken.reduce((sum, { amount }) => sum + amount, 0n);
  const difference = reading.consumed - opening - settled - openTotal;
  const verdict = difference !== 0n ? 'unexplained' : choice.taken.length > 0 ? 'open' : 'explained';
  return {
    verdict,
    from,
    moved: reading.consumed - from,
    since,
    older,
    open: openTotal - openBefore,
    difference,
    takenAsCharged: choice.taken,
    isOnlyChoice: choice.isOnly,
    triedAllChoices: choice.triedAll,
    next: {
      atMs: reading.answeredAtMs,
      account: reading.account,
      consumed: reading.consumed,
      opening: opening + difference,
      settled,
      open: openTotal,
      renewalCount: tally.renewalCount,
    },
  };
}

function openBooks(start: Start): {
  from: bigint;
  opening: bigint;
  settledBefore: bigint;
  openBefore: bigint;
} {
  switch (start.kind) {
    case 'opening':
      return { from: start.consumed, opening: start.consumed, settledBefore: 0n, openBefore: 0n };
    case 'baseline': {
      const { consumed, opening, settled, open } = start.baseline;
      return { from: consumed, opening, settledBefore: settled, openBefore: open };
    }
  }
}

/** The open renewals that make up the rest exactly; failing that, those that upstream is known to have. */
function chooseOpen(
  rest: bigint,
  open: readonly OpenRenewal[],
): { taken: readonly OpenRenewal[]; isOnly: boolean; triedAll: boolean } {
  const likeliestFirst = [...open].sort((a, b) => a.rank - b.rank);
  const sum = findSum(rest, likeliestFirst);
  if (sum.kind === 'found') return { taken: sum.items, isOnly: sum.isOnly, triedAll: true };
  const taken = likeliestFirst.filter(({ rank }) => rank === 0);
  return { taken, isOnly: true, triedAll: sum.kind === 'none' };
}
