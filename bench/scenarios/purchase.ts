import { OFFER_MARK, type Step, USERNAME_MARK } from '../load/load-plan.js';
import { SLUG, writeBody } from './operations.js';

const LOOK_UP =
  'query Offer($slug: ID!, $username: String!) { subscriber(slug: $slug, username: $username) { plans { offers { id } } } }';
const RENEW =
  'mutation Renew($input: RenewInput!) { renew(input: $input) { replayed problem { code } renewal { id status advice } } }';

/** Looks a new subscriber up, and buys the first offer: a purchase as a checkout makes it. */
export const PURCHASE: Step = {
  body: writeBody({
    operationName: 'Offer',
    query: LOOK_UP,
    variables: { slug: SLUG, username: USERNAME_MARK },
  }),
  status: 200,
  mustHold: '"id":"',
  mustNotHold: '"errors"',
  followUp: {
    body: writeBody({
      operationName: 'Renew',
      query: RENEW,
      variables: { input: { offerId: OFFER_MARK, idempotencyKey: `order-${USERNAME_MARK}` } },
    }),
    status: 200,
    mustHold: '"status":"SUCCEEDED"',
    mustNotHold: '"errors"',
    followUp: null,
  },
};
