import type { EventType, RenewalEvent, RenewalRecord } from '../ledger/renewal-record.js';
import { ATTENTION_REASONS, type AttentionReason, isLiftedByDecision } from './attention.js';
import type { Evidence } from './evidence.js';
import type { SettlementPolicy } from './policy.js';
import { columnsOf, stateOf, TRANSITIONS } from './renewal.js';
import {
  isReportWaiting,
  scheduleAfterCommit,
  scheduleAfterLookup,
  scheduleAfterReport,
} from './schedule.js';
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
      return noteReport(renewal, terms);
    case 'commit':
      return conclude(renewal, evidence, weighCommit(evidence.outcome), terms);
    case 'lookup':
      return conclude(renewal, evidence, weighLookup(renewal, evidence, terms.policy), terms);
  }
}

/** A delivery report asks for a lookup. While one before it waits for its turn, there is nothing to add. */
function noteReport(renewal: RenewalRecord, terms: DecisionTerms): Decision | null {
  if (isReportWaiting(renewal)) return null;
  const { nowMs } = terms;
  return {
    next: { ...renewal, ...scheduleAfterReport(renewal, terms), updatedAtMs: nowMs },
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
    ...(evidence.kind === 'commit'
      ? scheduleAfterCommit(agreed, evidence, terms.policy)
      : scheduleAfterLookup(agreed, evidence, terms)),
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
