import { INCIDENTS } from './incident.js';
import type { Entry } from './journal.js';

/** How often each thing happened, by its name in words. */
export type Coverage = Map<string, number>;

export function addTo(coverage: Coverage, name: string, count = 1): void {
  coverage.set(name, (coverage.get(name) ?? 0) + count);
}

/** Counts what one seed's journal tells. */
export function countEntries(entries: readonly Entry[], coverage: Coverage): void {
  for (const entry of entries) for (const name of namesOf(entry)) addTo(coverage, name);
}

function namesOf(entry: Entry): string[] {
  switch (entry.kind) {
    case 'recorded':
      return ['renewals recorded'];
    case 'claimed':
      return [entry.origin === 'reader' ? 'claims by a reader' : 'claims by the reconciler'];
    case 'saved':
      return namesOfSave(entry);
    case 'sent':
      return ['orders sent'];
    case 'answered':
      return [`order answers: ${entry.outcome.kind}`];
    case 'arrived':
      return ['orders taken in'];
    case 'charged':
      return [entry.isContrary ? 'charges against upstream’s word' : 'charges'];
    case 'refunded':
      return [entry.isContrary ? 'refunds taken back' : 'refunds by upstream'];
    case 'declined':
      return [entry.isContrary ? 'failures against upstream’s word' : 'failures'];
    case 'asked':
      return [entry.isBulk ? 'lookups, in bulk' : 'lookups'];
    case 'heard':
      return [`lookup answers: ${entry.outcome.kind}`];
    case 'report_came':
      return ['delivery reports'];
    case 'called':
      return ['calls to buy'];
    case 'told':
      return [entry.problem ?? (entry.replayed ? 'answers: replays' : 'answers: renewals')];
    case 'denied':
      return ['answers: no such renewal'];
    case 'ledger_lost':
      return ['ledgers lost for good'];
    case 'incident':
      return [INCIDENTS[entry.what]];
    case 'reported':
    case 'ended':
      return [];
  }
}

function namesOfSave({ before, after }: Extract<Entry, { kind: 'saved' }>): string[] {
  const names: string[] = [];
  if (after.status !== before.status) {
    const cause = after.failure === null ? '' : `, ${after.failure.code}`;
    names.push(`settled: ${before.status} to ${after.status}${cause}`);
  }
  if (after.missCount > before.missCount) names.push('misses counted');
  if (after.attention !== null && after.attention !== before.attention)
    names.push(`flagged: ${after.attention}`);
  if (after.attention === null && before.attention !== null) names.push('flags lifted');
  return names;
}

/** The report's lines, the names in order. */
export function writeCoverage(coverage: Coverage): string {
  const rows = [...coverage].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, count]) => `  ${name.padEnd(width)}  ${count.toLocaleString('en')}\n`).join('');
}
