import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Purchase } from '../ledger/renewal-record.js';
import { deriveKey } from '../values/derive-key.js';
import type { Secret } from '../values/secret.js';

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
type OwnTerms = Omit<OfferTerms, keyof SharedTerms>;

/** Signs one offer of a lookup: the id is all there is of it, nothing is stored. */
export type SignOffer = (own: OwnTerms) => string;

export interface Offers {
  /** Signs the offers of one lookup; what they share is written once for all. */
  startSigning(shared: SharedTerms): SignOffer;
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
    startSigning(shared) {
      const sharedContent = JSON.stringify(serializeShared(shared));
      const lookupKey = keyOfLookup(sharedContent, key);
      const start = `${encode(sharedContent)}.`;
      return (own) => {
        const ownContent = JSON.stringify(serializeOwn(own));
        return `${start}${encode(ownContent)}.${signatureOf(ownContent, lookupKey)}`;
      };
    },
    verify(offerId, client) {
      if (offerId.length > MAX_ID_LENGTH) return null;
      const [sharedPart = '', ownPart = '', signature = ''] = offerId.split('.');
      const [shared, own] = [decode(sharedPart), decode(ownPart)];
      // Base64 forgives much; only the one spelling that was handed out is an offer.
      if (`${encode(shared)}.${encode(own)}.${signature}` !== offerId) return null;
      const given = Buffer.from(signature);
      const isSigned = keys.some((each) => {
        const expected = Buffer.from(signatureOf(own, keyOfLookup(shared, each)));
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
      const terms = isSigned ? deserialize(shared, own) : null;
      return terms !== null && terms.client === client ? terms : null;
    },
  };
}

/** A key of this one lookup: an HMAC over what its offers share. */
function keyOfLookup(sharedContent: string, key: Buffer): string {
  return createHmac('sha256', key).update(sharedContent).digest('base64url');
}

/** Of one offer under the key of its lookup. SHA-512/256 is cut short, so that nothing can be appended to what it has hashed. */
function signatureOf(ownContent: string, lookupKey: string): string {
  return hash('sha512-256', lookupKey + ownContent, 'base64url');
}

function encode(content: string): string {
  return Buffer.from(content).toString('base64url');
}

function decode(part: string): string {
  return Buffer.from(part, 'base64url').toString();
}

function serializeShared(shared: SharedTerms): z.infer<typeof sharedSchema> {
  const { client, slug, username, sessionId, mayBuyNow, expiresAtMs } = shared;
  return [1, client, slug, username, sessionId, mayBuyNow, expiresAtMs];
}

function serializeOwn(own: OwnTerms): z.infer<typeof ownSchema> {
  return [own.planTitle, own.packageCode, own.durationCode, own.durationTitle, own.amountPaisa];
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
