import { formatCredits } from './credits.js';
import type { Reconciliation } from './reconcile-credits.js';
import type { Few, Group, NamedRenewal } from './tally.js';

/** The reconciliation for programs: every amount a decimal text in NPR, every instant RFC 3339. One object, one line. */
export function formatReportJson(reconciliation: Reconciliation): string {
  const { reading, start, tally, explanation, suspects, warnings } = reconciliation;
  const taken = new Set(explanation.takenAsCharged);
  const report = {
    verdict: explanation.verdict,
    difference: explanation.difference,
    account: reading.account,
    readAt: new Date(reading.answeredAtMs),
    since: start.kind === 'baseline' ? new Date(start.baseline.atMs) : null,
    consumedBefore: explanation.from,
    consumed: reading.consumed,
    available: reading.available,
    moved: explanation.moved,
    explainedBy: {
      succeeded: describeGroup(tally.since.SUCCEEDED),
      refunded: describeGroup(tally.since.REFUNDED),
      failed: describeGroup(tally.since.FAILED),
      olderRenewals: explanation.older,
      openRenewals: explanation.open,
    },
    open: {
      count: tally.open.count,
      isOnlyChoice: explanation.isOnlyChoice,
      triedAllChoices: explanation.triedAllChoices,
      renewals: tally.open.items.map((one) => ({
        reference: one.reference,
        id: one.id,
        createdAt: new Date(one.createdAtMs),
        amount: one.amount,
        takenAsCharged: taken.has(one),
        known: one.known,
      })),
    },
    changedSince: describeNames(tally.changed),
    flagged: describeNames(tally.flagged),
    suspects: suspects && {
      alone: describeNames(suspects.alone),
      together: suspects.together.map(describeName),
    },
    warnings,
  };
  return `${JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? formatCredits(value) : value))}\n`;
}

function describeNames({ count, items }: Few<NamedRenewal>) {
  return { count, renewals: items.map(describeName) };
}

function describeName({ createdAtMs, ...named }: NamedRenewal) {
  return { ...named, createdAt: new Date(createdAtMs) };
}

function describeGroup({ count, charged, returned }: Group) {
  return { count, charged, returned };
}
