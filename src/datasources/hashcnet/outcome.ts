/** What each answer of the upstream means: one closed set of outcomes per call (upstream.md sections 1, 2, 3 and 6). */

export interface SubscriberDetails {
  readonly customerName: string;
  readonly currentPlan: string | null;
  /** Negative once the service has run out; null when the answer does not say. */
  readonly daysRemaining: number | null;
  readonly hasDue: boolean;
  readonly acceptsAdvancePayment: boolean;
  readonly sessionId: string;
  readonly plans: readonly PlanDetails[];
}

export interface PlanDetails {
  readonly title: string;
  readonly packageCode: string | null;
  readonly isCurrent: boolean;
  readonly durations: readonly DurationDetails[];
}

export interface DurationDetails {
  readonly durationCode: string;
  readonly durationTitle: string;
  readonly pricePaisa: number;
}

/** Why a read gave nothing, by the last column of upstream.md section 6. */
export type ReadFailureKind =
  | 'not_found'
  | 'rejected'
  | 'maintenance'
  | 'misconfigured'
  | 'unavailable'
  | 'invalid_response';

export interface ReadFailure {
  readonly kind: ReadFailureKind;
  /** For the client: clean, length-limited, without a secret; generic where the fault is ours. */
  readonly message: string;
  /** For the log and metrics: the vendor's error code, an HTTP status or a network code. */
  readonly cause: string;
}

export type DetailsOutcome = { readonly kind: 'found'; readonly details: SubscriberDetails } | ReadFailure;

export type CreditsOutcome =
  | { readonly kind: 'found'; readonly consumed: string; readonly available: string }
  | ReadFailure;

/** Why an order was refused, as the client may learn it. */
export type RefusalCode =
  | 'REJECTED'
  | 'INSUFFICIENT_CREDITS'
  | 'UPSTREAM_MAINTENANCE'
  | 'UPSTREAM_MISCONFIGURED';

export interface Receipt {
  readonly providerId: string | null;
  /** Exact decimal texts, or null when missing or unreadable. */
  readonly creditsConsumed: string | null;
  readonly creditsAvailable: string | null;
}

/** `sentAtMs`: the latest instant at which a byte of the order may have left. */
export type CommitOutcome = { readonly sentAtMs: number } & (
  | { readonly kind: 'succeeded'; readonly receipt: Receipt }
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string; readonly cause: string }
  /** No byte left, within the whole deadline: nothing was charged. */
  | { readonly kind: 'not_sent'; readonly cause: string }
  /** Error 1013: upstream has this reference already. */
  | { readonly kind: 'reference_known'; readonly cause: string }
  /** It may have left and nobody knows what became of it. */
  | { readonly kind: 'in_doubt'; readonly cause: string }
);

export interface RefundNote {
  readonly amountPaisa: number;
  readonly remarks: string | null;
  readonly refundedAtMs: number | null;
}

export interface TransactionReport {
  readonly providerId: string | null;
  readonly amountPaisa: number;
  readonly message: string;
  /** `refunded: true`. */
  readonly isRefunded: boolean;
  /** Null when the answer does not say. */
  readonly refundedPaisa: number | null;
  readonly refunds: readonly RefundNote[];
}

export type LookupOutcome =
  | { readonly kind: 'succeeded'; readonly report: TransactionReport }
  | { readonly kind: 'failed'; readonly report: TransactionReport }
  /** Queued, Processing, or a state this service does not know: upstream has it and has not decided. */
  | { readonly kind: 'processing'; readonly providerId: string | null; readonly state: string }
  /** "Never saw it": a miss, not a failure. */
  | { readonly kind: 'never_seen' }
  /** No usable answer: nothing is learnt from it. */
  | { readonly kind: 'unanswered'; readonly cause: string };
