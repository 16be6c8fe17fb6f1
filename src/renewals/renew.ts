import { randomUUID } from 'node:crypto';
import type { CommitOrder, Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { Ledger, NewRenewal } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';
import type { Offers, OfferTerms } from './offer.js';
import type { SettlementPolicy } from './policy.js';
import { fingerprintPurchase, type IntentKey } from './purchase-identity.js';
import type { Settle } from './settle.js';

export type RenewProblemCode =
  | 'OFFER_INVALID'
  | 'OFFER_EXPIRED'
  | 'OFFER_ALREADY_USED'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'ADVANCE_PAYMENT_NOT_ACCEPTED';

export interface RenewResult {
  readonly renewal: RenewalRecord | null;
  readonly problem: RenewProblemCode | null;
  /** True when the key had been used before and `renewal` is what it made. */
  readonly replayed: boolean;
}

export interface RenewRequest extends IntentKey {
  readonly offerId: string;
  /** Of the request that asks, for the event trail: it leads from a renewal to the log and back. */
  readonly requestId?: string;
}

export interface RenewDeps {
  readonly ledger: Ledger;
  readonly hashcnet: Pick<Hashcnet, 'commit' | 'timeoutMs' | 'tokenFingerprint'>;
  readonly offers: Offers;
  readonly makeReference: (intent: IntentKey) => string;
  readonly settle: Settle;
  readonly clock: Clock;
  readonly policy: SettlementPolicy;
  /** A random UUID unless told; the simulation's are in order. */
  readonly newId?: () => string;
  /** Told when an answered order could not be written; it is found again by a lookup. */
  readonly onSettleFailure?: (renewal: RenewalRecord, error: unknown) => void;
}

/**
 * Buys one offer, at most once (design.md, "A purchase, step by step"). What became of it is always a value.
 * @throws LedgerUnavailableError before anything was sent, when the purchase cannot be recorded.
 */
export type Renew = (request: RenewRequest) => Promise<RenewResult>;

export function createRenew(deps: RenewDeps): Renew {
  const { ledger, offers, clock } = deps;

  return async function renew(request) {
    const terms = offers.verify(request.offerId, request.client);
    // Signed under a secret that is gone, the offer says nothing any more; what its key has made must be found all the same.
    if (terms === null) return problem('OFFER_INVALID', await ledger.findByKey(request));
    const fingerprint = fingerprintPurchase(request.client, terms);
    // A replay comes before expiry: a client that lost the answer may ask again long after the offer has run out.
    const earlier = await ledger.findByKey(request);
    if (earlier !== null) return replay(earlier, fingerprint);
    const nowMs = clock.nowMs();
    if (nowMs >= terms.expiresAtMs) return problem('OFFER_EXPIRED');
    if (!terms.mayBuyNow) return problem('ADVANCE_PAYMENT_NOT_ACCEPTED');

    const renewal = draft(deps, { request, terms, fingerprint, nowMs });
    const message = request.requestId === undefined ? null : `request ${request.requestId}`;
    const result = await ledger.record(renewal, { atMs: nowMs, type: 'SUBMITTED', message });
    switch (result.kind) {
      case 'key_used':
        return replay(result.renewal, fingerprint);
      case 'session_used':
        return problem('OFFER_ALREADY_USED', ownOrNull(result.renewal, request.client));
      case 'recorded':
        return { renewal: await submit(result.renewal, deps), problem: null, replayed: false };
    }
  };
}

/** Sends the recorded order, once, and settles its answer. No transaction is open meanwhile. */
async function submit(renewal: RenewalRecord, deps: RenewDeps): Promise<RenewalRecord> {
  try {
    const outcome = await deps.hashcnet.commit(orderOf(renewal, deps));
    return (await deps.settle(renewal, { kind: 'commit', outcome })) ?? renewal;
  } catch (error) {
    // The money may be spent, so the caller must not be told of an error: the record stands as PENDING and is looked up.
    deps.onSettleFailure?.(renewal, error);
    return renewal;
  }
}

function orderOf(renewal: RenewalRecord, { hashcnet }: RenewDeps): CommitOrder {
  const { reference, sessionId, packageCode, durationCode, amountPaisa } = renewal;
  const sendBeforeMs = renewal.createdAtMs + hashcnet.timeoutMs;
  return { reference, sessionId, packageCode, durationCode, amountPaisa, sendBeforeMs };
}

function draft(
  { hashcnet, policy, makeReference, newId = randomUUID }: RenewDeps,
  input: { request: RenewRequest; terms: OfferTerms; fingerprint: string; nowMs: number },
): NewRenewal {
  const { request, terms, fingerprint, nowMs } = input;
  // Until the answer says better, the order may leave as late as the deadline: hold time counts from there.
  const sentAtMs = nowMs + hashcnet.timeoutMs;
  return {
    id: newId(),
    client: request.client,
    idempotencyKey: request.idempotencyKey,
    fingerprint,
    reference: makeReference(request),
    tokenFingerprint: hashcnet.tokenFingerprint,
    slug: terms.slug,
    username: terms.username,
    sessionId: terms.sessionId,
    planTitle: terms.planTitle,
    packageCode: terms.packageCode,
    durationCode: terms.durationCode,
    durationTitle: terms.durationTitle,
    amountPaisa: terms.amountPaisa,
    createdAtMs: nowMs,
    status: 'PENDING',
    pendingReason: 'SUBMITTED',
    failure: null,
    refunds: [],
    providerId: null,
    creditsConsumed: null,
    sentAtMs,
    settledAtMs: null,
    nextCheckAtMs: sentAtMs + policy.holdTimeMs,
    checkedAtMs: null,
    reportedFence: null,
    checkCount: 0,
    missCount: 0,
    sighted: false,
    attention: null,
  };
}

function replay(renewal: RenewalRecord, fingerprint: string): RenewResult {
  if (renewal.fingerprint !== fingerprint) return problem('IDEMPOTENCY_KEY_REUSED');
  return { renewal, problem: null, replayed: true };
}

function problem(code: RenewProblemCode, renewal: RenewalRecord | null = null): RenewResult {
  return { renewal, problem: code, replayed: false };
}

function ownOrNull(renewal: RenewalRecord, client: string): RenewalRecord | null {
  return renewal.client === client ? renewal : null;
}
