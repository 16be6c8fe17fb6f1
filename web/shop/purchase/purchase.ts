import type { RenewalFactsFragment, RenewProblemCode } from '../../../client/generated/graphql.js';

/** What a person confirmed: one offer, as it was shown. */
export interface Terms {
  readonly slug: string;
  readonly ispName: string;
  readonly username: string;
  readonly planTitle: string;
  readonly packageCode: string | null;
  readonly durationCode: string;
  readonly durationTitle: string;
  /** Exact rupees. */
  readonly amount: string;
  readonly offerId: string;
}

/** What the service said when it made nothing of an order. */
export type Refusal = RenewProblemCode | 'FORBIDDEN' | 'BAD_USER_INPUT';

export type Stage =
  /** Confirmed. The order may be on its way, lost, or recorded: until the service says, nobody knows. */
  | { readonly kind: 'sending' }
  /** The service has recorded it; `renewal` is what it last said. */
  | { readonly kind: 'made'; readonly renewal: RenewalFactsFragment }
  /** The service said that it made nothing of it. `other` is the purchase that used the offer up, where it is ours. */
  | { readonly kind: 'not-made'; readonly refusal: Refusal; readonly other: RenewalFactsFragment | null };

/** One intent to buy, kept on the device from before its first order leaves. */
export interface Purchase {
  readonly version: 1;
  /** The idempotency key: it stays the same for as long as the person means this purchase. */
  readonly key: string;
  readonly confirmedAtMs: number;
  readonly terms: Terms;
  /** How many times an order has left under the key, counted before each. */
  readonly sends: number;
  /** Under which sign-ins; a refusal to one says nothing about an order of another. */
  readonly senders: readonly string[];
  readonly stage: Stage;
}

export function confirmPurchase(terms: Terms, { key, nowMs }: { key: string; nowMs: number }): Purchase {
  return { version: 1, key, confirmedAtMs: nowMs, terms, sends: 0, senders: [], stage: { kind: 'sending' } };
}

/**
 * Confirms a refused purchase anew, at the offer of a later lookup. The key stays: were the first order recorded after all,
 * the service would answer with it, or refuse, and never buy twice.
 */
export function confirmAgain(purchase: Purchase, terms: Terms, nowMs: number): Purchase {
  return { ...purchase, confirmedAtMs: nowMs, terms, stage: { kind: 'sending' } };
}

/** To be kept before the order leaves. */
export function noteSend(purchase: Purchase, sender: string): Purchase {
  const senders = purchase.senders.includes(sender) ? purchase.senders : [...purchase.senders, sender];
  return { ...purchase, sends: purchase.sends + 1, senders };
}

export function noteRenewal(purchase: Purchase, renewal: RenewalFactsFragment): Purchase {
  return { ...purchase, stage: { kind: 'made', renewal } };
}

export function noteRefusal(
  purchase: Purchase,
  refusal: Refusal,
  other: RenewalFactsFragment | null = null,
): Purchase {
  return { ...purchase, stage: { kind: 'not-made', refusal, other } };
}

/** Nobody knows yet what becomes of it. */
export function isOpen({ stage }: Purchase): boolean {
  return stage.kind === 'sending' || (stage.kind === 'made' && stage.renewal.status === 'PENDING');
}

interface Intent {
  readonly slug: string;
  readonly username: string;
  /** When the offer that is to be bought was looked up. */
  readonly lookedUpAtMs: number;
}

/**
 * The purchase that forbids another for the same subscriber: one that is open, or one that was made since the offer was
 * looked up, in another tab perhaps, which the person may not know of.
 */
export function findConflict(purchases: readonly Purchase[], intent: Intent): Purchase | null {
  const forSame = purchases.filter(
    ({ terms }) => terms.slug === intent.slug && terms.username === intent.username,
  );
  const isNewer = ({ stage, confirmedAtMs }: Purchase) =>
    stage.kind === 'made' && confirmedAtMs >= intent.lookedUpAtMs;
  return forSame.find(isOpen) ?? forSame.find(isNewer) ?? null;
}
