import { randomUUID } from 'node:crypto';
import {
  type RenewalFactsFragment,
  RenewDocument,
  SubscriberDocument,
} from '../../client/generated/graphql.js';
import { API_KEYS, type TestService } from './service.js';

interface Choice {
  readonly username?: string;
  readonly slug?: string;
  readonly plan?: string;
  readonly duration?: string;
  readonly apiKey?: string;
}

/** Looks a subscriber up and gives the id of one offer: the document's own purchase unless told otherwise. */
export async function findOffer(service: TestService, choice: Choice = {}): Promise<string> {
  const { username = 'jeetenaug4', slug = 'fast-speed', plan, duration, apiKey = API_KEYS.shop } = choice;
  const { data, errors } = await service.ask(SubscriberDocument, { slug, username }, { apiKey });
  const plans = data?.subscriber?.plans ?? [];
  const wanted = plan ?? (username === 'jeetenaug4' ? 'FTTH-50Mbps' : plans[0]?.title);
  const offers = plans.find(({ title }) => title === wanted)?.offers ?? [];
  const offer = duration ? offers.find(({ durationTitle }) => durationTitle === duration) : offers[0];
  if (offer === undefined) throw new Error(`no offer for ${username}: ${JSON.stringify(errors)}`);
  return offer.id;
}

/** Buys an offer; a fresh key unless told otherwise. */
export function buy(
  service: TestService,
  purchase: { offerId: string; idempotencyKey?: string; apiKey?: string },
) {
  const { offerId, idempotencyKey = randomUUID(), apiKey = API_KEYS.shop } = purchase;
  return service.ask(RenewDocument, { offerId, idempotencyKey }, { apiKey });
}

/** Looks up and buys, and gives the renewal that was made. */
export async function purchase(service: TestService, choice: Choice = {}): Promise<RenewalFactsFragment> {
  const offerId = await findOffer(service, choice);
  const { data, errors } = await buy(service, { offerId, ...(choice.apiKey && { apiKey: choice.apiKey }) });
  const renewal = data?.renew.renewal;
  if (!renewal) throw new Error(`nothing was bought: ${JSON.stringify({ data, errors })}`);
  return renewal;
}
