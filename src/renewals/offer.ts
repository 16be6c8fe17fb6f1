import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { DurationDetails, PlanDetails } from '../datasources/hashcnet/outcome.js';
import type { Purchase } from '../ledger/renewal-record.js';
import { deriveKey } from '../values/derive-key.js';
import { type Amount, toAmount } from '../values/money.js';
import type { Secret } from '../values/secret.js';
import { readOfferId, writeOfferIds } from './offer-id.js';

/** What an offer promises to one client until it expires. */
export interface OfferTerms extends Purchase {
  readonly client: string;
  /** False while the ISP takes no payment before the current term ends. */
  readonly mayBuyNow: boolean;
  readonly expiresAtMs: number;
}

/** What all offers of one lookup share, and what is each one's own. */
type SharedTerms = Pick<
  OfferTerms,
  'client' | 'slug' | 'username' | 'sessionId' | 'mayBuyNow' | 'expiresAtMs'
>;

/** One plan for one duration at one price, signed for one client: the id is all there is of it, nothing is stored. */
export interface Offer extends Omit<DurationDetails, 'pricePaisa'> {
  readonly id: string;
  readonly price: Amount;
  readonly expiresAt: Date;
}

export interface OfferedPlan extends Omit<PlanDetails, 'durations'> {
  readonly offers: readonly Offer[];
}

export interface Offers {
  /** Signs what one lookup has found. */
  offer(shared: SharedTerms, plans: readonly PlanDetails[]): readonly OfferedPlan[];
  /** Reads an id back; null when it was not signed here, or not for this client. Expiry is the caller's to judge. */
  verify(offerId: string, client: string): OfferTerms | null;
}

const MAX_ID_LENGTH = 4096;

/** What is signed, in this order; the first element is the format's version. */
const sharedSchema = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.boolean(),
  z.int(),
]);
const ownSchema = z.tuple([z.string(), z.string().nullable(), z.string(), z.string(), z.int().positive()]);

/** Offers under `secret`; those signed under `previousSecret` still verify, so that it can be rotated. */
export function createOffers(secrets: { secret: Secret; previousSecret?: Secret | undefined }): Offers {
  const key = deriveKey(secrets.secret, 'offer');
  const keys = [key];
  if (secrets.previousSecret !== undefined) keys.push(deriveKey(secrets.previousSecret, 'offer'));

  return {
    offer(shared, plans) {
      const contents = plans.flatMap((plan) =>
        plan.durations.map((duration) => JSON.stringify(serializeOwn(plan, duration))),
      );
      const ids = writeOfferIds(JSON.stringify(serializeShared(shared)), contents, key);
      let taken = 0;
      const expiresAt = new Date(shared.expiresAtMs);
      return plans.map((plan) => {
        const { title, packageCode, isCurrent } = plan;
        const offers = plan.durations.map((duration): Offer => {
          const { durationCode, durationTitle, pricePaisa } = duration;
          const id = ids[taken] as string;
          taken += 1;
          return { id, durationCode, durationTitle, price: toAmount(pricePaisa), expiresAt };
        });
        return { title, packageCode, isCurrent, offers };
      });
    },
    verify(offerId, client) {
      if (offerId.length > MAX_ID_LENGTH) return null;
      const { shared, own } = readOfferId(offerId);
      // The whole id is compared: base64 forgives much, and only the one spelling that was handed out is an offer.
      const isSigned = keys.some((each) => isSame(offerId, writeOfferIds(shared, [own], each)[0] as string));
      const terms = isSigned ? deserialize(shared, own) : null;
      return terms !== null && terms.client === client ? terms : null;
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function serializeShared(shared: SharedTerms): z.infer<typeof sharedSchema> {
  const { client, slug, username, sessionId, mayBuyNow, expiresAtMs } = shared;
  return [1, client, slug, username, sessionId, mayBuyNow, expiresAtMs];
}

function serializeOwn(plan: PlanDetails, duration: DurationDetails): z.infer<typeof ownSchema> {
  return [plan.title, plan.packageCode, duration.durationCode, duration.durationTitle, duration.pricePaisa];
}

/** Of parts that were signed here; null for those of another version. */
function deserialize(sharedContent: string, ownContent: string): OfferTerms | null {
  const shared = sharedSchema.safeParse(JSON.parse(sharedContent));
  const own = ownSchema.safeParse(JSON.parse(ownContent));
  if (!shared.success || !own.success) return null;
  const [, client, slug, username, sessionId, mayBuyNow, expiresAtMs] = shared.data;
  const [planTitle, packageCode, durationCode, durationTitle, amountPaisa] = own.data;
  return {
    ...{ client, slug, username, sessionId, mayBuyNow, expiresAtMs },
    ...{ planTitle, packageCode, durationCode, durationTitle, amountPaisa },
  };
}
