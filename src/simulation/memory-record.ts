import type { NewRenewal } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import { toStorableText } from './record-rules.js';

/** The draft with its texts as they are stored. */
export function identifyAnew(draft: NewRenewal): NewRenewal {
  return {
    ...draft,
    client: toStorableText(draft.client),
    idempotencyKey: toStorableText(draft.idempotencyKey),
    slug: toStorableText(draft.slug),
    username: toStorableText(draft.username),
    sessionId: toStorableText(draft.sessionId),
    planTitle: toStorableText(draft.planTitle),
    durationTitle: toStorableText(draft.durationTitle),
    attention: draft.attention === null ? null : toStorableText(draft.attention),
  };
}

export function freshRecord(renewal: NewRenewal): RenewalRecord {
  return { ...renewal, updatedAtMs: renewal.createdAtMs, version: 1, fence: 0, claimedUntilMs: null };
}

/** The stored record with the progress and the claim of `next`. */
export function mergeProgress(current: RenewalRecord, next: RenewalRecord): RenewalRecord {
  return {
    ...current,
    status: next.status,
    pendingReason: next.pendingReason,
    failure: next.failure,
    refunds: next.refunds,
    providerId: next.providerId,
    creditsConsumed: next.creditsConsumed,
    sentAtMs: next.sentAtMs,
    settledAtMs: next.settledAtMs,
    nextCheckAtMs: next.nextCheckAtMs,
    checkedAtMs: next.checkedAtMs,
    reportedFence: next.reportedFence,
    checkCount: next.checkCount,
    missCount: next.missCount,
    sighted: next.sighted,
    attention: next.attention,
    updatedAtMs: next.updatedAtMs,
    version: current.version + 1,
    claimedUntilMs: next.claimedUntilMs,
  };
}
