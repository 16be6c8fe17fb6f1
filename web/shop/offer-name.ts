import type { SubscriberQuery } from '../../client/generated/graphql.js';
import type { Terms } from './purchase/purchase.js';

export type Subscriber = NonNullable<SubscriberQuery['subscriber']>;
export type Plan = Subscriber['plans'][number];
export type Offer = Plan['offers'][number];

export interface Choice {
  readonly plan: Plan;
  readonly offer: Offer;
}

export type OfferIdentity = Pick<Terms, 'planTitle' | 'packageCode' | 'durationCode' | 'durationTitle'>;

/**
 * A short name for what an offer sells, whatever its price, that a later lookup gives again: an address needs one, and
 * neither codes nor titles are unique.
 */
export function nameOffer({ planTitle, packageCode, durationCode, durationTitle }: OfferIdentity): string {
  return hash(JSON.stringify([planTitle, packageCode, durationCode, durationTitle]));
}

export function identifyOffer({ plan, offer }: Choice): OfferIdentity {
  const { durationCode, durationTitle } = offer;
  return { planTitle: plan.title, packageCode: plan.packageCode, durationCode, durationTitle };
}

export function findChoice(subscriber: Subscriber, name: string): Choice | null {
  for (const plan of subscriber.plans) {
    for (const offer of plan.offers) {
      if (nameOffer(identifyOffer({ plan, offer })) === name) return { plan, offer };
    }
  }
  return null;
}

/** FNV-1a over 64 bits: nobody gains by a collision, since what is confirmed is shown first. */
function hash(text: string): string {
  let digest = 0xcbf29ce484222325n;
  for (const character of text) {
    digest ^= BigInt(character.codePointAt(0) ?? 0);
    digest = BigInt.asUintN(64, digest * 0x100000001b3n);
  }
  return digest.toString(36);
}
