import type { Subscriber } from './offer-name.js';

/** The service's own rule: a provider that takes no advance payment sells again once the term has ended. */
export function mayBuyNow({
  acceptsAdvancePayment,
  daysRemaining,
}: Pick<Subscriber, 'acceptsAdvancePayment' | 'daysRemaining'>): boolean {
  return acceptsAdvancePayment || daysRemaining === null || daysRemaining <= 0;
}
