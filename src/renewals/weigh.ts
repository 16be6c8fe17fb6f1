import type { CommitOutcome, TransactionReport } from '../datasources/hashcnet/outcome.js';
import type { FailureCode, RefundRecord, RenewalProgress, RenewalRecord } from '../ledger/renewal-record.js';
import type { AttentionReason } from './attention.js';
import type { Evidence } from './evidence.js';
import { isHoldOver, type SettlementPolicy } from './policy.js';
import type { Finding } from './renewal.js';

/** What a piece of evidence amounts to for one renewal, before the transition table has its say. */
export interface Verdict {
  readonly finding: Finding;
  /** For the event trail. */
  readonly note: string;
  /** What is to be stored if the finding agrees with the state. */
  readonly facts: Partial<RenewalProgress>;
  readonly failure?: { readonly code: FailureCode; readonly message: string };
  readonly attention?: AttentionReason;
}

type LookupEvidence = Extract<Evidence, { kind: 'lookup' }>;

export function weighCommit(outcome: CommitOutcome): Verdict {
  switch (outcome.kind) {
    case 'succeeded':
      return { finding: 'COMMIT_SUCCEEDED', note: 'Success', facts: receiptFacts(outcome) };
    case 'accepted':
      return { finding: 'COMMIT_ACCEPTED', note: 'accepted, not decided yet', facts: receiptFacts(outcome) };
    case 'refused':
      return {
        finding: 'COMMIT_REFUSED',
        note: `refused: ${outcome.cause}`,
        facts: {},
        failure: { code: outcome.code, message: outcome.message },
      };
    case 'not_sent':
      return {
        finding: 'COMMIT_NOT_SENT',
        note: `nothing was sent: ${outcome.cause}`,
        facts: {},
        failure: {
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'The provider could not be reached. Nothing was bought.',
        },
      };
    case 'reference_known':
      return {
        finding: 'COMMIT_REFERENCE_KNOWN',
        note: 'the reference is known already',
        facts: { sighted: true },
      };
    case 'in_doubt':
      return { finding: 'COMMIT_IN_DOUBT', note: `no usable answer: ${outcome.cause}`, facts: {} };
  }
}

export function weighLookup(
  renewal: RenewalRecord,
  evidence: LookupEvidence,
  policy: SettlementPolicy,
): Verdict {
  const { outcome } = evidence;
  switch (outcome.kind) {
    case 'succeeded':
      return weighSuccess(renewal, outcome.report);
    case 'failed':
      if (outcome.report.amountPaisa !== renewal.amountPaisa) return mismatch('Failed');
      return {
        finding: 'LOOKUP_FAILED',
        note: 'Failed',
        facts: { ...sightingFacts(renewal, outcome.report), refunds: refundsOf(outcome.report) },
        failure: {
          code: 'REJECTED',
          message: outcome.report.message || 'The provider could not complete the order.',
        },
      };
    case 'processing':
      return {
        finding: 'LOOKUP_PROCESSING',
        note: outcome.state,
        facts: { sighted: true, missCount: 0, providerId: outcome.providerId ?? renewal.providerId },
      };
    case 'never_seen':
      return weighMiss(renewal, evidence, policy);
    case 'unanswered':
      return unclear(`no usable answer: ${outcome.cause}`);
  }
}

function weighSuccess(renewal: RenewalRecord, report: TransactionReport): Verdict {
  if (report.amountPaisa !== renewal.amountPaisa) return mismatch('Success');
  const refunds = refundsOf(report);
  const refundedPaisa = sumPaisa(refunds);
  const facts = { ...sightingFacts(renewal, report), refunds };
  const isWhole = refundedPaisa === renewal.amountPaisa;
  if (report.isRefunded && isWhole) return { finding: 'LOOKUP_REFUNDED', note: 'Success, refunded', facts };
  const isPartial = refundedPaisa < renewal.amountPaisa;
  if (isPartial && (refundedPaisa > 0 || !report.isRefunded)) {
    const note = refundedPaisa > 0 ? 'Success, refunded in part' : 'Success';
    return { finding: 'LOOKUP_SUCCEEDED', note, facts };
  }
  return { ...unclearSighting('Success, with a refund that does not add up'), attention: 'REFUND_UNCLEAR' };
}

/** "Never saw it" (upstream.md section 3): counts only after the hold time, under the token that sent the order. */
function weighMiss(renewal: RenewalRecord, evidence: LookupEvidence, policy: SettlementPolicy): Verdict {
  const isPastHorizon = evidence.askedAtMs >= renewal.sentAtMs + policy.notRecordedAfterMs;
  if (evidence.tokenFingerprint !== renewal.tokenFingerprint) {
    const verdict = unclear('never seen, but under another token than the one that sent it');
    // Of a settled renewal somebody has reported news, and nobody will look again: that too is for a person.
    const isReported = renewal.status !== 'PENDING' && renewal.reportedFence !== null;
    return isPastHorizon || isReported ? { ...verdict, attention: 'TOKEN_CHANGED' } : verdict;
  }
  if (!isHoldOver(renewal.sentAtMs, evidence.askedAtMs, policy)) {
    return unclear('never seen, asked too early to count');
  }
  if (renewal.status === 'PENDING' && renewal.sighted) {
    return { ...unclear('never seen, though it was before'), attention: 'VANISHED' };
  }
  const missCount = renewal.missCount + 1;
  if (isPastHorizon && missCount >= policy.missesNeeded) {
    return {
      finding: 'NEVER_RECORDED',
      note: `never seen (miss ${missCount})`,
      facts: { missCount },
      failure: {
        code: 'NOT_RECORDED',
        message: 'The provider never received the order. Nothing was bought.',
      },
    };
  }
  return { finding: 'LOOKUP_MISSED', note: `never seen (miss ${missCount})`, facts: { missCount } };
}

function mismatch(state: string): Verdict {
  return { ...unclearSighting(`${state}, for another amount`), attention: 'AMOUNT_MISMATCH' };
}

/** Settles nothing, yet shows that upstream has the order: from now on "never saw it" proves nothing. */
function unclearSighting(note: string): Verdict {
  return { ...unclear(note), facts: { sighted: true } };
}

function unclear(note: string): Verdict {
  return { finding: 'LOOKUP_UNCLEAR', note, facts: {} };
}

function receiptFacts(
  outcome: Extract<CommitOutcome, { kind: 'succeeded' | 'accepted' }>,
): Partial<RenewalProgress> {
  const { providerId, creditsConsumed } = outcome.receipt;
  return { sighted: true, providerId, creditsConsumed };
}

function sightingFacts(renewal: RenewalRecord, report: TransactionReport): Partial<RenewalProgress> {
  return { sighted: true, missCount: 0, providerId: report.providerId ?? renewal.providerId };
}

/** The refunds as listed, or one that carries the total where the list does not add up to it. */
function refundsOf(report: TransactionReport): RefundRecord[] {
  const listed = [...report.refunds];
  const totalPaisa = report.refundedPaisa ?? 0;
  if (totalPaisa === 0 || sumPaisa(listed) === totalPaisa) return listed;
  return [{ amountPaisa: totalPaisa, remarks: null, refundedAtMs: null }];
}

function sumPaisa(refunds: readonly RefundRecord[]): number {
  return refunds.reduce((totalPaisa, refund) => totalPaisa + refund.amountPaisa, 0);
}
