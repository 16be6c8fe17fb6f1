import { type Choice, identifyOffer, type Subscriber } from './offer-name.js';
import type { Terms } from './purchase/purchase.js';

/** What a person confirms. The customer's name is not kept on the device: the username is enough to know it by. */
export function writeTerms(subscriber: Subscriber, choice: Choice): Terms {
  return {
    slug: subscriber.slug,
    ispName: subscriber.isp.name,
    username: subscriber.username,
    ...identifyOffer(choice),
    amount: choice.offer.price.amount,
    offerId: choice.offer.id,
  };
}
