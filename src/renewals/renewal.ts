import type { RenewalProgress, RenewalRecord } from '../ledger/renewal-record.js';

/** Where a renewal stands: the status, with PENDING split by its reason. */
export const RENEWAL_STATES = [
  'SUBMITTED',
  'PROCESSING',
  'IN_DOUBT',
  'SUCCEEDED',
  'FAILED',
  'REFUNDED',
] as const;
export type RenewalState = (typeof RENEWAL_STATES)[number];

/** What can be learnt about a renewal, from the commit's answer or from a lookup. */
export const FINDINGS = [
  'COMMIT_SUCCEEDED',
  'COMMIT_ACCEPTED',
  'COMMIT_REFUSED',
  'COMMIT_NOT_SENT',
  'COMMIT_REFERENCE_KNOWN',
  'COMMIT_IN_DOUBT',
  'LOOKUP_SUCCEEDED',
  'LOOKUP_REFUNDED',
  'LOOKUP_FAILED',
  'LOOKUP_PROCESSING',
  'LOOKUP_MISSED',
  'LOOKUP_UNCLEAR',
  'NEVER_RECORDED',
] as const;
export type Finding = (typeof FINDINGS)[number];

/**
 * The one transition table: state -> finding -> state. An edge to the same state means that the finding agrees with, or
 * adds nothing to, what is known. A finding without an edge contradicts the state: the renewal is flagged and does not
 * move. Final states move only by SUCCEEDED -> REFUNDED (design.md, step 5).
 */
export const TRANSITIONS: Readonly<Record<RenewalState, Readonly<Partial<Record<Finding, RenewalState>>>>> = {
  SUBMITTED: {
    COMMIT_SUCCEEDED: 'SUCCEEDED',
    COMMIT_ACCEPTED: 'PROCESSING',
    COMMIT_REFUSED: 'FAILED',
    COMMIT_NOT_SENT: 'FAILED',
    COMMIT_REFERENCE_KNOWN: 'IN_DOUBT',
    COMMIT_IN_DOUBT: 'IN_DOUBT',
    LOOKUP_SUCCEEDED: 'SUCCEEDED',
    LOOKUP_REFUNDED: 'REFUNDED',
    LOOKUP_FAILED: 'FAILED',
    LOOKUP_PROCESSING: 'PROCESSING',
    LOOKUP_MISSED: 'IN_DOUBT',
    LOOKUP_UNCLEAR: 'IN_DOUBT',
    NEVER_RECORDED: 'FAILED',
  },
  PROCESSING: {
    COMMIT_SUCCEEDED: 'SUCCEEDED',
    COMMIT_ACCEPTED: 'PROCESSING',
    COMMIT_REFERENCE_KNOWN: 'PROCESSING',
    COMMIT_IN_DOUBT: 'PROCESSING',
    LOOKUP_SUCCEEDED: 'SUCCEEDED',
    LOOKUP_REFUNDED: 'REFUNDED',
    LOOKUP_FAILED: 'FAILED',
    LOOKUP_PROCESSING: 'PROCESSING',
    LOOKUP_UNCLEAR: 'PROCESSING',
  },
  IN_DOUBT: {
    COMMIT_SUCCEEDED: 'SUCCEEDED',
    COMMIT_ACCEPTED: 'PROCESSING',
    COMMIT_REFUSED: 'FAILED',
    COMMIT_NOT_SENT: 'FAILED',
    COMMIT_REFERENCE_KNOWN: 'IN_DOUBT',
    COMMIT_IN_DOUBT: 'IN_DOUBT',
    LOOKUP_SUCCEEDED: 'SUCCEEDED',
    LOOKUP_REFUNDED: 'REFUNDED',
    LOOKUP_FAILED: 'FAILED',
    LOOKUP_PROCESSING: 'PROCESSING',
    LOOKUP_MISSED: 'IN_DOUBT',
    LOOKUP_UNCLEAR: 'IN_DOUBT',
    NEVER_RECORDED: 'FAILED',
  },
  SUCCEEDED: {
    // A commit's answer that arrives after a lookup has settled the matter is older news, not a contradiction.
    COMMIT_SUCCEEDED: 'SUCCEEDED',
    COMMIT_ACCEPTED: 'SUCCEEDED',
    COMMIT_REFERENCE_KNOWN: 'SUCCEEDED',
    COMMIT_IN_DOUBT: 'SUCCEEDED',
    LOOKUP_SUCCEEDED: 'SUCCEEDED',
    LOOKUP_REFUNDED: 'REFUNDED',
    LOOKUP_UNCLEAR: 'SUCCEEDED',
  },
  FAILED: {
    COMMIT_REFUSED: 'FAILED',
    COMMIT_NOT_SENT: 'FAILED',
    COMMIT_IN_DOUBT: 'FAILED',
    LOOKUP_FAILED: 'FAILED',
    LOOKUP_MISSED: 'FAILED',
    LOOKUP_UNCLEAR: 'FAILED',
    NEVER_RECORDED: 'FAILED',
  },
  REFUNDED: {
    COMMIT_SUCCEEDED: 'REFUNDED',
    COMMIT_ACCEPTED: 'REFUNDED',
    COMMIT_REFERENCE_KNOWN: 'REFUNDED',
    COMMIT_IN_DOUBT: 'REFUNDED',
    LOOKUP_REFUNDED: 'REFUNDED',
    LOOKUP_UNCLEAR: 'REFUNDED',
  },
};

export function stateOf(renewal: Pick<RenewalProgress, 'status' | 'pendingReason'>): RenewalState {
  if (renewal.status !== 'PENDING') return renewal.status;
  if (renewal.pendingReason === null) throw new Error('a pending renewal has a reason');
  return renewal.pendingReason;
}

/** The two stored columns of a state. */
export function columnsOf(state: RenewalState): Pick<RenewalProgress, 'status' | 'pendingReason'> {
  switch (state) {
    case 'SUBMITTED':
    case 'PROCESSING':
    case 'IN_DOUBT':
      return { status: 'PENDING', pendingReason: state };
    case 'SUCCEEDED':
    case 'FAILED':
    case 'REFUNDED':
      return { status: state, pendingReason: null };
  }
}

/** What to do with the customer's money (schema: SettlementAdvice). */
export type SettlementAdvice = 'HOLD' | 'DEDUCT' | 'REFUND';

export function adviceFor(renewal: Pick<RenewalRecord, 'status'>): SettlementAdvice {
  switch (renewal.status) {
    case 'PENDING':
      return 'HOLD';
    case 'SUCCEEDED':
      return 'DEDUCT';
    case 'FAILED':
    case 'REFUNDED':
      return 'REFUND';
  }
}
