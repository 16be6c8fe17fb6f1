import type { Books } from './books.js';
import type { ListedRenewal } from './listed-renewal.js';

export const TALLY_LABELS = {
  intents: 'customers',
  purchases: 'purchases recorded',
  charges: 'charges upstream',
  replays: 'replays answered',
  rivals: 'rival keys for one session',
  unanswered: 'without a usable answer (crash, silence, nonsense)',
  byAnswer: 'settled by the order’s answer',
  byLookup: 'settled by a lookup',
  reports: 'delivery reports that were answered',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  refunded: 'REFUNDED',
  flagged: 'flagged for a person, rightly',
  refusedStarts: 'starts in vain without the database',
} as const;
export type Tally = Readonly<Record<keyof typeof TALLY_LABELS, number>>;

export function countTally(
  books: Books,
  { refusedStarts, reportCount }: { refusedStarts: number; reportCount: number },
): Tally {
  const { intents, renewals, transactions } = books;
  const keys = intents.flatMap((intent) => intent.keys);
  const countRenewals = (matches: (renewal: ListedRenewal) => boolean) => renewals.filter(matches).length;
  return {
    intents: intents.length,
    purchases: renewals.length,
    charges: transactions.filter(({ isCharged }) => isCharged).length,
    replays: keys.reduce((total, { replayCount }) => total + replayCount, 0),
    rivals: intents.filter((intent) => intent.keys.length > 1).length,
    unanswered: countRenewals(({ events }) => !events.some(isUsableAnswer)),
    byAnswer: countRenewals((renewal) => settlerOf(renewal) === 'COMMIT_ANSWERED'),
    byLookup: countRenewals((renewal) => settlerOf(renewal) === 'LOOKED_UP'),
    reports: reportCount,
    succeeded: countRenewals(({ status }) => status === 'SUCCEEDED'),
    failed: countRenewals(({ status }) => status === 'FAILED'),
    refunded: countRenewals(({ status }) => status === 'REFUNDED'),
    flagged: countRenewals(({ needsAttention }) => needsAttention),
    refusedStarts,
  };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const labels = Object.keys(TALLY_LABELS) as (keyof Tally)[];
  const sums = labels.map((label) => [label, tallies.reduce((total, tally) => total + tally[label], 0)]);
  return Object.fromEntries(sums) as Tally;
}

/** What kind of news was written together with the settlement: the event before it. */
function settlerOf({ events }: ListedRenewal): string | null {
  const at = events.findIndex(({ type }) => type === 'SETTLED');
  return events[at - 1]?.type ?? null;
}

function isUsableAnswer({ type, message }: ListedRenewal['events'][number]): boolean {
  return type === 'COMMIT_ANSWERED' && !message?.startsWith('no usable answer');
}
