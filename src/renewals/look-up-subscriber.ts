import type { Hashcnet, SubscriberKey } from '../datasources/hashcnet/hashcnet.js';
import type { ReadFailure, SubscriberDetails } from '../datasources/hashcnet/outcome.js';
import type { IspCatalogue } from '../datasources/isps.js';
import type { Clock } from '../values/clock.js';
import type { OfferedPlan, Offers } from './offer.js';

export interface OfferedSubscriber extends SubscriberKey, Omit<SubscriberDetails, 'plans' | 'sessionId'> {
  readonly plans: readonly OfferedPlan[];
}

export type SubscriberResult =
  | { readonly kind: 'found'; readonly subscriber: OfferedSubscriber }
  | { readonly kind: 'unknown_isp' }
  | ReadFailure;

export interface LookUpSubscriberDeps {
  readonly isps: IspCatalogue;
  readonly hashcnet: Pick<Hashcnet, 'details'>;
  readonly offers: Offers;
  readonly clock: Clock;
  readonly offerTtlMs: number;
}

/** Asks upstream about one subscriber and signs what it can buy for `client` (design.md, step 1). Nothing is stored. */
export type LookUpSubscriber = (request: SubscriberKey & { client: string }) => Promise<SubscriberResult>;

export function createLookUpSubscriber(deps: LookUpSubscriberDeps): LookUpSubscriber {
  const { isps, hashcnet, offers, clock, offerTtlMs } = deps;

  return async function lookUpSubscriber({ client, slug, username }) {
    if (isps.find(slug) === null) return { kind: 'unknown_isp' };
    const outcome = await hashcnet.details({ slug, username });
    if (outcome.kind !== 'found') return outcome;
    const { sessionId, plans, customerName, currentPlan, daysRemaining, hasDue, acceptsAdvancePayment } =
      outcome.details;
    const expiresAtMs = clock.nowMs() + offerTtlMs;
    const mayBuyNow = mayBuy(outcome.details);
    const shared = { client, slug, username, sessionId, mayBuyNow, expiresAtMs };
    const subscriber: OfferedSubscriber = {
      slug,
      username,
      customerName,
      currentPlan,
      daysRemaining,
      hasDue,
      acceptsAdvancePayment,
      plans: offers.offer(shared, plans),
    };
    return { kind: 'found', subscriber };
  };
}

/** An ISP that takes no advance payment sells again once the term has ended; one that does not say how long is left, now. */
function mayBuy({ acceptsAdvancePayment, daysRemaining }: SubscriberDetails): boolean {
  return acceptsAdvancePayment || daysRemaining === null || daysRemaining <= 0;
}
