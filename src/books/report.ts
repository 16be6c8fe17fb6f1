import { formatCredits } from './credits.js';
import type { Explanation } from './explain.js';
import type { Reconciliation } from './reconcile-credits.js';
import type { Suspect, Suspects } from './suspects.js';
import { type Few, type NamedRenewal, netOf, type Tally } from './tally.js';

const LISTED_LIMIT = 20;
const NAME_WIDTH = 58;
const AMOUNT_WIDTH = 24;

/** The reconciliation as a page of text for people; amounts in NPR. */
export function formatReport(reconciliation: Reconciliation): string {
  const { reading, start, tally, explanation, suspects, warnings } = reconciliation;
  const from =
    start.kind === 'baseline'
      ? `Consumed at the baseline, ${formatInstant(start.baseline.atMs)}`
      : 'Consumed before the first renewal (opening)';
  const lines = [
    `Credits of the account ${reading.account} against the ledger, in NPR`,
    '',
    row(from, explanation.from),
    row(`Consumed now, ${formatInstant(reading.answeredAtMs)}`, reading.consumed),
    row('Moved by', explanation.moved),
    '',
    'Explained by',
    ...explainSince(tally),
    ...(start.kind === 'baseline'
      ? [row('  Older renewals, settled or refunded since', explanation.older)]
      : []),
    ...explainOpen(explanation, tally),
    row('Difference', explanation.difference),
    '',
    ...listOpen(explanation, tally),
    ...listNamed('Older renewals that were written to since the baseline:', tally.changed),
    ...listNamed('Flagged for a person:', tally.flagged),
    ...listSuspects(explanation, suspects),
    ...warnings.map((warning) => `Note: ${warning}.`),
    ...(warnings.length > 0 ? [''] : []),
    concludeReport(explanation),
  ];
  return `${lines.join('\n')}\n`;
}

function explainSince({ since }: Tally): string[] {
  const { SUCCEEDED, REFUNDED, FAILED } = since;
  const lines = [
    row(`  ${count(SUCCEEDED.count)} SUCCEEDED, charged`, SUCCEEDED.charged),
    row(`  ${count(REFUNDED.count)} REFUNDED, charged`, REFUNDED.charged),
    row('  Refunds, whole', -REFUNDED.returned),
    row('  Refunds, in part', -SUCCEEDED.returned),
    row(`  ${count(FAILED.count)} FAILED`, netOf(FAILED)),
  ];
  return lines;
}

function explainOpen({ takenAsCharged, open }: Explanation, tally: Tally): string[] {
  return [row(`  ${takenAsCharged.length} of ${count(tally.open.count)} open, taken as charged`, open)];
}

function listOpen({ takenAsCharged, isOnlyChoice, triedAllChoices }: Explanation, { open }: Tally): string[] {
  if (open.count === 0) return [];
  const taken = new Set(takenAsCharged);
  const lines = open.items.slice(0, LISTED_LIMIT).map((one) => {
    const mark = taken.has(one) ? 'taken as charged' : 'not in the figure';
    return `  ${one.reference}  ${formatCredits(one.amount)}  ${mark}; ${one.known}`;
  });
  const hint = isOnlyChoice ? [] : ['  Another choice of them adds up to the same; time will tell which.'];
  if (!triedAllChoices)
    hint.push('  There are too many to try every choice: some of them may explain the difference.');
  return ['Open renewals:', ...lines, ...more(open.count), ...hint, ''];
}

function listNamed(title: string, few: Few<NamedRenewal>): string[] {
  if (few.count === 0) return [];
  const lines = few.items
    .slice(0, LISTED_LIMIT)
    .map((one) => `  ${one.reference}  ${one.status}  ${one.note}`);
  return [title, ...lines, ...more(few.count), ''];
}

function listSuspects({ difference }: Explanation, suspects: Suspects | null): string[] {
  if (suspects === null) return [];
  const { alone, together } = suspects;
  const direction =
    difference > 0n
      ? 'Upstream has consumed more than the ledger explains'
      : 'Upstream has consumed less than the ledger explains';
  const title = `${direction}: an unexplained difference of ${formatCredits(difference)}.`;
  if (alone.count > 0) {
    return [
      title,
      'Each of these alone would explain it:',
      ...alone.items.map(nameSuspect),
      ...more(alone.count),
      '',
    ];
  }
  if (together.length > 0) {
    return [title, 'These together would explain it:', ...together.map(nameSuspect), ''];
  }
  return [title, 'No renewal of the ledger would explain it: a charge or refund made elsewhere?', ''];
}

function nameSuspect({ reference, amount, note, id, upstreamSays }: Suspect): string {
  const answer = upstreamSays === undefined ? '' : `  Upstream says: ${upstreamSays}.`;
  return `  ${reference}  ${formatCredits(amount)}  ${note}${answer} (renewal ${id})`;
}

function concludeReport({ verdict, difference, takenAsCharged }: Explanation): string {
  switch (verdict) {
    case 'explained':
      return 'Explained to the last digit.';
    case 'open':
      return `Explained to the last digit, if ${takenAsCharged.length} open ${takenAsCharged.length === 1 ? 'renewal is' : 'renewals are'} charged as taken.`;
    case 'unexplained':
      return `NOT EXPLAINED: ${formatCredits(difference)} is left.`;
  }
}

function row(name: string, amount: bigint): string {
  return `${name.padEnd(NAME_WIDTH)}${formatCredits(amount).padStart(AMOUNT_WIDTH)}`;
}

function more(total: number): string[] {
  return total > LISTED_LIMIT ? [`  … and ${count(total - LISTED_LIMIT)} more`] : [];
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString();
}
