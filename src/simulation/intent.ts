import type { OfferTerms } from '../renewals/offer.js';
import { OFFER_TTL_MS } from './promises.js';
import { OFFERS, type World } from './world.js';

/** One wish to buy, with the offers that its client may send under its key. */
export interface Intent {
  readonly client: string;
  readonly idempotencyKey: string;
  readonly terms: OfferTerms;
  readonly offerId: string;
}

/** The first wish of its number: one subscriber, one session, one key. */
export function createIntent({ random, scheduler }: World, number: number): Intent {
  const client = random.pick(['shop', 'bank']);
  const terms: OfferTerms = {
    client,
    slug: random.pick(['fast-speed', 'vns']),
    username: `user${number}`,
    sessionId: `s${number}`,
    planTitle: 'Fiber Gold',
    packageCode: random.chance(0.9) ? '9' : null,
    durationCode: '15',
    durationTitle: '15 Days',
    amountPaisa: 99_900 + number,
    mayBuyNow: true,
    expiresAtMs: scheduler.nowMs() + OFFER_TTL_MS,
  };
  return offer({ client, idempotencyKey: `k${number}` }, terms);
}

/** What a client sends later: mostly the same key again, in all the ways that clients have. */
export function varyIntent({ random, scheduler }: World, intent: Intent): Intent {
  const { terms } = intent;
  const later = { ...terms, expiresAtMs: scheduler.nowMs() + 3 * OFFER_TTL_MS };
  switch (random.below(8)) {
    case 0:
    case 1:
      return offer(intent, { ...later, sessionId: `${terms.sessionId}b` });
    case 2:
      return offer(intent, { ...later, durationCode: '30', amountPaisa: terms.amountPaisa + 50_000 });
    case 3:
      return offer({ client: intent.client, idempotencyKey: `${intent.idempotencyKey}x` }, later);
    case 4: {
      const client = intent.client === 'shop' ? 'bank' : 'shop';
      return offer({ client, idempotencyKey: intent.idempotencyKey }, later);
    }
    default:
      return intent;
  }
}

function offer(intent: Omit<Intent, 'terms' | 'offerId'>, terms: OfferTerms): Intent {
  const own = { ...terms, client: intent.client };
  const { planTitle: title, packageCode, durationCode, durationTitle, amountPaisa: pricePaisa } = own;
  const durations = [{ durationCode, durationTitle, pricePaisa }];
  const [plan] = OFFERS.offer(own, [{ title, packageCode, isCurrent: false, durations }]);
  return { ...intent, terms: own, offerId: plan?.offers[0]?.id ?? '' };
}
