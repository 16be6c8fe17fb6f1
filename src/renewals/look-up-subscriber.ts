import type { Hashcnet, SubscriberKey } from '../datasources/hashcnet/hashcnet.js';
import type {
  DurationDetails,
  PlanDetails,
  ReadFailure,
  SubscriberDetails,
} from '../datasources/hashcnet/outcome.js';
import type { IspCatalogue } from '../datasources/isps.js';
import type { Clock } from '../values/clock.js';
import type { Offers, OwnTerms } from './offer.js';

/** One plan for one duration at one price, signed for one client. */
export interface Offer extends DurationDetails {
  readonly id: string;
}

export interface OfferedPlan extends Omit<PlanDetails, 'durations'> {
  readonly offers: readonly Offer[];
}

export interface OfferedSubscriber extends SubscriberKey, Omit<SubscriberDetails, 'plans'> {
  /** Of all its offers. */
  readonly expiresAtMs: number;
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
    const { plans, sessionId } = outcome.details;
    const expiresAtMs = clock.nowMs() + offerTtlMs;
    const mayBuyNow = mayBuy(outcome.details);
    const ids = offers.sign(
      { client, slug, username, sessionId, mayBuyNow, expiresAtMs },
      plans.flatMap(listTerms),
    );
    const offered = offerPlans(plans, ids);
    return { kind: 'found', subscriber: { ...outcome.details, slug, username, expiresAtMs, plans: offered } };
  };
}

function listTerms({ title: planTitle, packageCode, durations }: PlanDetails): OwnTerms[] {
  return durations.map(({ durationCode, durationTitle, pricePaisa: amountPaisa }) => {
    return { planTitle, packageCode, durationCode, durationTitle, amountPaisa };
  });
}

/** `ids` stand in the order of the plans and their durations. */
function offerPlans(plans: readonly PlanDetails[], ids: readonly string[]): OfferedPlan[] {
  let next = 0;
  const offer = ({ durationCode, durationTitle, pricePaisa }: DurationDetails): Offer => {
    const id = ids[next] ?? '';
    next += 1;
    return { id, durationCode, durationTitle, pricePaisa };
  };
  return plans.map(({ title, packageCode, isCurrent, durations }) => {
    return { title, packageCode, isCurrent, offers: durations.map(offer) };
  });
}

/** An ISP that takes no advance payment sells again once the term has ended; one that does not say how long is left, now. */
function mayBuy({ acceptsAdvancePayment, daysRemaining }: SubscriberDetails): boolean {
  return acceptsAdvancePayment || daysRemaining === null || daysRemaining <= 0;
}
