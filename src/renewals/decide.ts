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
  const { nextCheckAtMs, checkedAtMs } = renewal;
  const lastMs = isBeingLookedUp(renewal, nowMs) ? nowMs : checkedAtMs;
  const dueMs = lastMs === null ? nowMs : Math.max(nowMs, lastMs + policy.reportPauseMs);
  // A check that has come while a claim stands may be what that claim's holder is at, however late it writes: its answer
  // may be older than the report's news, so the report needs another turn.
  const mayBeUnderWay = renewal.claimedUntilMs !== null && (nextCheckAtMs ?? 0) <= nowMs;
  const isNear = nextCheckAtMs !== null && nextCheckAtMs <= nowMs + policy.reportPauseMs;
  const turnMs = isNear && !mayBeUnderWay ? nextCheckAtMs : dueMs;
  // Nothing to write if the check is near and stays: of decisions under way, those from before the last write are void,
  // and later ones keep a check as near as this (`turnOf`).
  const isKept = turnMs === nextCheckAtMs && renewal.updatedAtMs >= turnMs - policy.reportPauseMs;
  if (isKept) return null;
  return {
    next: { ...renewal, nextCheckAtMs: turnMs, updatedAtMs: nowMs },
    events: [{ atMs: nowMs, type: 'DLR_RECEIVED', message: null }],
  };
}

function isBeingLookedUp({ claimedUntilMs }: RenewalRecord, nowMs: number): boolean {
  return claimedUntilMs !== null && claimedUntilMs > nowMs;
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
  terms: DecisionTerms,
): Schedule {
  const { policy, nowMs, random } = terms;
  const isOpen = agreed.status === 'PENDING';
  if (evidence.kind === 'commit') {
    const { sentAtMs } = evidence.outcome;
    // This write releases the claim of a lookup that may be under way still: until the pause is over, it counts as made.
    const againAtMs = renewal.claimedUntilMs === null ? null : nowMs + policy.reportPauseMs;
    const plannedMs = earliest(sentAtMs + policy.holdTimeMs, renewal.nextCheckAtMs);
    // Once lookups have begun, they keep their pace, however late the answer is.
    const openAtMs = renewal.checkedAtMs === null ? plannedMs : (renewal.nextCheckAtMs ?? plannedMs);
    const nextCheckAtMs = isOpen ? Math.max(openAtMs, againAtMs ?? 0) : (againAtMs ?? turnOf(renewal, terms));
    return {
      sentAtMs: isOpen ? sentAtMs : renewal.sentAtMs,
      nextCheckAtMs,
      checkedAtMs: renewal.checkedAtMs,
      checkCount: renewal.checkCount,
    };
  }
  const checkCount = renewal.checkCount + 1;
  const plannedMs = nowMs + pauseAfter(checkCount, policy, random);
  // A check scheduled while this lookup was under way (by a delivery report) keeps its turn, a pause from now.
  const { nextCheckAtMs } = renewal;
  const isAskedFor = nextCheckAtMs !== null && nextCheckAtMs > evidence.askedAtMs;
  const pausedMs = nowMs + policy.reportPauseMs;
  const turnAtMs = isAskedFor ? Math.max(nextCheckAtMs, pausedMs) : null;
  return {
    sentAtMs: renewal.sentAtMs,
    nextCheckAtMs: isOpen ? earliest(plannedMs, turnAtMs) : turnAtMs === pausedMs ? turnAtMs : null,
    checkedAtMs: nowMs,
    checkCount,
  };
}

/** A check as near as a report's turn always is. It outlives a decision: the report's news may be newer than that. */
function turnOf({ nextCheckAtMs }: RenewalRecord, { policy, nowMs }: DecisionTerms): number | null {
  return nextCheckAtMs !== null && nextCheckAtMs <= nowMs + policy.reportPauseMs ? nextCheckAtMs : null;
}

function earliest(plannedMs: number, otherMs: number | null): number {
  return otherMs === null ? plannedMs : Math.min(plannedMs, otherMs);
}
