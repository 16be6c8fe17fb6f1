import type { RenewalRecord } from '../ledger/renewal-record.js';
import { consumptionOf, priceInCredits } from './consumption.js';
import { findSum } from './find-sum.js';
import { type Few, keep, type NamedRenewal, nameRenewal, netOf } from './tally.js';

/** A renewal that would explain the difference if it were not as the ledger has it. */
export interface Suspect extends NamedRenewal {
  readonly amount: bigint;
  /** What a lookup said of it, as words; absent when none was made. */
  readonly upstreamSays?: string;
}

export interface Suspects {
  /** Each of these alone explains the difference; the newest first. */
  readonly alone: Few<Suspect>;
  /** Failed and flagged renewals that explain it together; empty when one alone does, or when there is no telling. */
  readonly together: readonly Suspect[];
}

const ALONE_LIMIT = 20;
/** With more to choose from, some choice adds up to almost anything, and says nothing. */
const TOGETHER_LIMIT = 30;

export interface SuspectSearch {
  add(renewal: RenewalRecord): void;
  finish(): Suspects;
}

/**
 * Looks for renewals behind a difference. Failed ones of any age are looked at, since a charge may come late; of the others
 * only those ordered or written to since the baseline, at which everything had been explained.
 */
export function searchSuspects(
  difference: bigint,
  { sinceMs, charged }: { sinceMs: number; charged: ReadonlySet<string> },
): SuspectSearch {
  const alone: Few<Suspect> = { items: [], count: 0 };
  const mayBeCharged: Few<Suspect> = { items: [], count: 0 };
  return {
    add(renewal) {
      const isSince = renewal.createdAtMs >= sinceMs || renewal.updatedAtMs >= sinceMs;
      for (const { amount, note } of doubtsAbout(renewal, { isSince, isCharged: charged.has(renewal.id) })) {
        const suspect = { ...nameRenewal(renewal, note), amount };
        if (amount === difference) keep(alone, suspect, ALONE_LIMIT);
        if (amount > 0n && isSince) keep(mayBeCharged, suspect, TOGETHER_LIMIT);
      }
    },
    finish: () => ({ alone, together: alone.count > 0 ? [] : findTogether(difference, mayBeCharged) }),
  };
}

/** How the figure would differ, and why, if this renewal were not what the ledger says. */
function doubtsAbout(
  renewal: RenewalRecord,
  { isSince, isCharged }: { isSince: boolean; isCharged: boolean },
): { amount: bigint; note: string }[] {
  const price = priceInCredits(renewal);
  if (renewal.status === 'FAILED') return [{ amount: price, note: 'FAILED here: charged after all?' }];
  if (!isSince) return [];
  switch (renewal.status) {
    case 'PENDING':
      return isCharged
        ? [{ amount: -price, note: 'open, taken as charged: not charged?' }]
        : [{ amount: price, note: 'open: charged?' }];
    case 'REFUNDED':
      return [{ amount: price, note: 'REFUNDED here: has the refund not reached the figure?' }];
    case 'SUCCEEDED': {
      const { charged, returned } = consumptionOf(renewal);
      const net = netOf({ charged, returned });
      const doubts = [{ amount: -net, note: 'SUCCEEDED here: refunded unseen, or never taken?' }];
      if (returned > 0n) {
        doubts.push({ amount: returned, note: 'refunded in part: has that not reached the figure?' });
      }
      return doubts;
    }
  }
}

function findTogether(difference: bigint, { items, count }: Few<Suspect>): readonly Suspect[] {
  if (difference <= 0n || count > items.length) return [];
  const sum = findSum(difference, items);
  return sum.kind === 'found' ? sum.items : [];
}
