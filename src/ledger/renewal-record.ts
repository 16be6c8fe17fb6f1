/** What the ledger stores of one purchase. Instants are Unix milliseconds, money is whole paisa. */

export const RENEWAL_STATUSES = ['PENDING', 'SUCCEEDED', 'FAILED', 'REFUNDED'] as const;
export type RenewalStatus = (typeof RENEWAL_STATUSES)[number];

export const PENDING_REASONS = ['SUBMITTED', 'PROCESSING', 'IN_DOUBT'] as const;
export type PendingReason = (typeof PENDING_REASONS)[number];

export const FAILURE_CODES = [
  'REJECTED',
  'INSUFFICIENT_CREDITS',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_MAINTENANCE',
  'UPSTREAM_MISCONFIGURED',
  'NOT_RECORDED',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What is bought, for whom, at which price, tied to one details answer by its session. */
export interface Purchase {
  readonly slug: string;
  readonly username: string;
  readonly sessionId: string;
  readonly planTitle: string;
  /** Null for a current plan that the ISP lists without a code. */
  readonly packageCode: string | null;
  readonly durationCode: string;
  readonly durationTitle: string;
  readonly amountPaisa: number;
}

export interface RefundRecord {
  readonly amountPaisa: number;
  readonly remarks: string | null;
  readonly refundedAtMs: number | null;
}

/** What is fixed when a renewal is recorded, before anything is sent. */
export interface RenewalIdentity extends Purchase {
  readonly id: string;
  readonly client: string;
  readonly idempotencyKey: string;
  /** Hash of what the key stands for; see `fingerprintPurchase`. */
  readonly fingerprint: string;
  /** The transaction's identity upstream: letters and digits, at most 50. */
  readonly reference: string;
  /** Which upstream token sent it; a lookup under another one proves nothing (upstream.md section 3). */
  readonly tokenFingerprint: string;
  readonly createdAtMs: number;
}

/** What settling may change. */
export interface RenewalProgress {
  readonly status: RenewalStatus;
  /** Set exactly while the status is PENDING. */
  readonly pendingReason: PendingReason | null;
  /** Set exactly when the status is FAILED. */
  readonly failure: { readonly code: FailureCode; readonly message: string } | null;
  readonly refunds: readonly RefundRecord[];
  readonly providerId: string | null;
  /** The number's own text, sub-paisa digits and all. */
  readonly creditsConsumed: string | null;
  /** The latest instant at which a byte of the commit may have left: hold time and horizon count from here. */
  readonly sentAtMs: number;
  readonly settledAtMs: number | null;
  /** When it is looked up next; also set on a final renewal for which a delivery report asks a look. */
  readonly nextCheckAtMs: number | null;
  /** When the latest lookup was answered or, while one is under way, began: a claim sets it, since it is made to look. */
  readonly checkedAtMs: number | null;
  /** The fence when a delivery report came, until a lookup under a later claim has answered it; no clock has a part in it. */
  readonly reportedFence: number | null;
  readonly checkCount: number;
  /** Lookups that count as "never saw it": after the hold time, under the token that sent it. */
  readonly missCount: number;
  /** True once upstream has shown that it knows the reference; from then on a miss is a contradiction. */
  readonly sighted: boolean;
  /** Why a person has to look at it, or null. */
  readonly attention: string | null;
}

export interface RenewalRecord extends RenewalIdentity, RenewalProgress {
  readonly updatedAtMs: number;
  /** Grows by one with every write: the compare-and-set of `Ledger.save`. */
  readonly version: number;
  /** Grows by one with every claim: a holder whose fence is no longer the record's has lost its claim. */
  readonly fence: number;
  readonly claimedUntilMs: number | null;
}

export const EVENT_TYPES = [
  'SUBMITTED',
  'COMMIT_ANSWERED',
  'LOOKED_UP',
  'DLR_RECEIVED',
  'SETTLED',
  'FLAGGED',
  'ACKNOWLEDGED',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface RenewalEvent {
  readonly atMs: number;
  readonly type: EventType;
  readonly message: string | null;
}
