import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Evidence } from './evidence.js';
import { pauseAfter, type SettlementPolicy } from './policy.js';

/** When a renewal is looked up next, as each kind of evidence leaves it. Null: not at all. */
type Schedule = Pick<RenewalRecord, 'nextCheckAtMs'> & Partial<RenewalRecord>;

type CommitEvidence = Extract<Evidence, { kind: 'commit' }>;
type LookupEvidence = Extract<Evidence, { kind: 'lookup' }>;

/** The first lookup waits out the hold time from the send. Once lookups have begun they keep their pace, however late the answer. */
export function scheduleAfterCommit(
  renewal: RenewalRecord,
  { outcome }: CommitEvidence,
  policy: SettlementPolicy,
): Schedule {
  // Of an order that was never sent, the time of the last try says nothing.
  const { sentAtMs } = outcome.kind === 'not_sent' ? renewal : outcome;
  const plannedMs = renewal.nextCheckAtMs;
  if (renewal.status !== 'PENDING') {
    return { sentAtMs, nextCheckAtMs: renewal.reportedFence === null ? null : plannedMs };
  }
  const hasBegun = renewal.checkedAtMs !== null;
  return {
    sentAtMs,
    nextCheckAtMs: hasBegun ? plannedMs : earliest(sentAtMs + policy.holdTimeMs, plannedMs),
  };
}

/**
 * The next one follows after a growing pause, or at the turn of a report that came while this lookup was under way. A
 * settled renewal is looked up on only while a report has found no answer.
 */
export function scheduleAfterLookup(
  renewal: RenewalRecord,
  { outcome }: LookupEvidence,
  terms: { policy: SettlementPolicy; nowMs: number; random: () => number },
): Schedule {
  const checkCount = renewal.checkCount + 1;
  const pausedMs = terms.nowMs + pauseAfter(checkCount, terms.policy, terms.random);
  const isReported = renewal.reportedFence !== null;
  const isAnswered = isReported && !isReportWaiting(renewal) && outcome.kind !== 'unanswered';
  const isLookedUpAgain = renewal.status === 'PENDING' || (isReported && !isAnswered);
  // The minute between two lookups counts from the answer: one that came late must not be followed by the next at once.
  const checkedAtMs = terms.nowMs;
  const turnMs = isReportWaiting(renewal) ? turnOfReport({ checkedAtMs }, terms) : null;
  return {
    checkCount,
    checkedAtMs,
    reportedFence: isAnswered ? null : renewal.reportedFence,
    claimedUntilMs: null,
    nextCheckAtMs: isLookedUpAgain ? earliest(pausedMs, turnMs) : null,
  };
}

export function scheduleAfterReport(
  renewal: RenewalRecord,
  terms: { policy: SettlementPolicy; nowMs: number },
): Schedule {
  return {
    reportedFence: renewal.fence,
    nextCheckAtMs: earliest(turnOfReport(renewal, terms), renewal.nextCheckAtMs),
  };
}

/** True while a report has come that no lookup has begun after: its turn is planned already. */
export function isReportWaiting({ reportedFence, fence }: RenewalRecord): boolean {
  return reportedFence === fence;
}

/** At once, but not within a minute of the latest lookup (upstream.md section 4). */
function turnOfReport(
  { checkedAtMs }: Pick<RenewalRecord, 'checkedAtMs'>,
  { policy, nowMs }: { policy: SettlementPolicy; nowMs: number },
): number {
  return checkedAtMs === null ? nowMs : Math.max(nowMs, checkedAtMs + policy.reportPauseMs);
}

function earliest(oneMs: number, otherMs: number | null): number {
  return otherMs === null ? oneMs : Math.min(oneMs, otherMs);
}
