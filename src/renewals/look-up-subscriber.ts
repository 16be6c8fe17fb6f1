import type { Hashcnet, SubscriberKey } from '../datasources/hashcnet/hashcnet.js';
import type {
  DurationDetails,
  PlanDetails,
  ReadFailure,
  SubscriberDetails,
} from '../datasources/hashcnet/outcome.js';
import type { IspCatalogue } from '../datasources/isps.js';
import type { Clock } from '../values/clock.js';
import type { Offers, SignOffer } from './offer.js';

/** One plan for one duration at one price, signed for one client. */
export interface Offer extends DurationDetails {
  readonly id: string;
  readonly expiresAtMs: number;
}

export interface OfferedPlan extends Omit<PlanDetails, 'durations'> {
  readonly offers: readonly Offer[];
}

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
    const { plans, sessionId, ...facts } = outcome.details;
    const expiresAtMs = clock.nowMs() + offerTtlMs;
    const mayBuyNow = mayBuy(outcome.details);
    const sign = offers.startSigning({ client, slug, username, sessionId, mayBuyNow, expiresAtMs });
    const offeredPlans = plans.map((plan) => offerPlan({ plan, sign, expiresAtMs }));
    return { kind: 'found', subscriber: { slug, username, ...facts, plans: offeredPlans } };
  };
}

function offerPlan({ plan, sign, expiresAtMs }: OfferParts): OfferedPlan {
  const { title, packageCode, isCurrent, durations } = plan;
  const offers = durations.map(({ durationCode, durationTitle, pricePaisa }) => ({
    id: sign({ planTitle: title, packageCode, durationCode, durationTitle, amountPaisa: pricePaisa }),
    durationCode,
    durationTitle,
    pricePaisa,
    expiresAtMs,
  }));
  return { title, packageCode, isCurrent, offers };
}

interface OfferParts {
  readonly plan: PlanDetails;
  readonly sign: SignOffer;
  readonly expiresAtMs: number;
}

/** An ISP that takes no advance payment sells again once the term has ended; one that does not say how long is left, now. */
function mayBuy({ acceptsAdvancePayment, daysRemaining }: SubscriberDetails): boolean {
  return acceptsAdvancePayment || daysRemaining === null || daysRemaining <= 0;
}
