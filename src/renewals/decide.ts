import type { EventType, RenewalEvent, RenewalProgress, RenewalRecord } from '../ledger/renewal-record.js';
import { ATTENTION_REASONS, type AttentionReason, isLiftedByDecision } from './attention.js';
import type { Evidence } from './evidence.js';
import { columnsOf, stateOf, TRANSITIONS } from './renewal.js';
import { pauseAfter, type SettlementPolicy } from './schedule.js';
import { type Verdict, weighCommit, weighLookup } from './weigh.js';

export interface Decision {
  /** The whole record as it should be; its version is the one it was read with. */
  readonly next: RenewalRecord;
  readonly events: readonly RenewalEvent[];
}

export interface DecisionTerms {
  readonly policy: SettlementPolicy;
  readonly nowMs: number;
  readonly random: () => number;
}

/** Decides, purely, what a piece of evidence makes of a renewal; null when there is nothing to write. */
export function decide(renewal: RenewalRecord, evidence: Evidence, terms: DecisionTerms): Decision | null {
  switch (evidence.kind) {
    case 'report':
      return scheduleReport(renewal, terms);
    case 'commit':
      return conclude(renewal, evidence, weighCommit(evidence.outcome), terms);
    case 'lookup':
      return conclude(renewal, evidence, weighLookup(renewal, evidence, terms.policy), terms);
  }
}

/** A delivery report asks for a lookup now, at most one a minute per reference; a later report waits its turn. */
function scheduleReport(renewal: RenewalRecord, { policy, nowMs }: DecisionTerms): Decision | null {
  const isBeingLookedUp = renewal.claimedUntilMs !== null && renewal.claimedUntilMs > nowMs;
  const lastMs = isBeingLookedUp ? nowMs : renewal.checkedAtMs;
  const dueMs = lastMs === null ? nowMs : Math.max(nowMs, lastMs + policy.reportPauseMs);
  if (renewal.nextCheckAtMs !== null && renewal.nextCheckAtMs <= dueMs) return null;
  return {
    next: { ...renewal, nextCheckAtMs: dueMs, updatedAtMs: nowMs },
    events: [{ atMs: nowMs, type: 'DLR_RECEIVED', message: null }],
  };
}

function conclude(
  renewal: RenewalRecord,
  evidence: Exclude<Evidence, { kind: 'report' }>,
  verdict: Verdict,
  terms: DecisionTerms,
): Decision {
  const { nowMs } = terms;
  const state = stateOf(renewal);
  const target = TRANSITIONS[state][verdict.finding];
  const agreed = target === undefined ? renewal : { ...renewal, ...verdict.facts, ...columnsOf(target) };
  const settles = agreed.status !== renewal.status;
  const failure = settles && agreed.status === 'FAILED' ? (verdict.failure ?? null) : renewal.failure;
  const attention = attentionAfter({ renewal, verdict, contradicts: target === undefined, settles, terms });
  const next: RenewalRecord = {
    ...agreed,
    ...scheduleAfter(renewal, agreed, evidence, terms),
    failure,
    attention,
    settledAtMs: settles ? nowMs : renewal.settledAtMs,
    updatedAtMs: nowMs,
  };
  const events: RenewalEvent[] = [
    event(evidence.kind === 'commit' ? 'COMMIT_ANSWERED' : 'LOOKED_UP', verdict.note),
  ];
  if (settles) events.push(event('SETTLED', next.status));
  if (attention !== null && attention !== renewal.attention) {
    events.push(event('FLAGGED', ATTENTION_REASONS[attention as AttentionReason]));
  }
  return { next, events };

  function event(type: EventType, message: string): RenewalEvent {
    return { atMs: nowMs, type, message };
  }
}

function attentionAfter(situation: {
  renewal: RenewalRecord;
  verdict: Verdict;
  contradicts: boolean;
  settles: boolean;
  terms: DecisionTerms;
}): string | null {
  const { renewal, verdict, contradicts, settles, terms } = situation;
  if (contradicts) return 'CONTRADICTION' satisfies AttentionReason;
  if (verdict.attention !== undefined) return verdict.attention;
  if (settles && renewal.attention !== null && isLiftedByDecision(renewal.attention)) return null;
  const isOpen = renewal.status === 'PENDING' && !settles;
  const isOld = terms.nowMs - renewal.createdAtMs >= terms.policy.flagAfterMs;
  if (renewal.attention === null && isOpen && isOld) return 'OPEN_TOO_LONG' satisfies AttentionReason;
  return renewal.attention;
}

type Schedule = Pick<RenewalProgress, 'sentAtMs' | 'nextCheckAtMs' | 'checkedAtMs' | 'checkCount'>;

function scheduleAfter(
  renewal: RenewalRecord,
  agreed: RenewalRecord,
  evidence: Exclude<Evidence, { kind: 'report' }>,
  { policy, nowMs, random }: DecisionTerms,
): Schedule {
  const isOpen = agreed.status === 'PENDING';
  if (evidence.kind === 'commit') {
    const { sentAtMs } = evidence.outcome;
    return {
      sentAtMs: isOpen ? sentAtMs : renewal.sentAtMs,
      nextCheckAtMs: isOpen ? earliest(sentAtMs + policy.holdTimeMs, renewal.nextCheckAtMs) : null,
      checkedAtMs: renewal.checkedAtMs,
      checkCount: renewal.checkCount,
    };
  }
  const checkCount = renewal.checkCount + 1;
  const plannedMs = nowMs + pauseAfter(checkCount, policy, random);
  return {
    sentAtMs: renewal.sentAtMs,
    // A check scheduled while this lookup was under way (by a delivery report) keeps its turn.
    nextCheckAtMs: isOpen ? earliest(plannedMs, askedFor(renewal, evidence.askedAtMs)) : null,
    checkedAtMs: nowMs,
    checkCount,
  };
}

function askedFor(renewal: RenewalRecord, sinceMs: number): number | null {
  return renewal.nextCheckAtMs !== null && renewal.nextCheckAtMs > sinceMs ? renewal.nextCheckAtMs : null;
}

function earliest(plannedMs: number, otherMs: number | null): number {
  return otherMs === null ? plannedMs : Math.min(plannedMs, otherMs);
}
