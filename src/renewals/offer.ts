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
/** 256 bits in base64url. */
const SIGNATURE_LENGTH = 43;

/** The signed content, in this order; the first element is the format's version. */
const contentSchema = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.boolean(),
  z.int(),
  z.string(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.int().positive(),
]);
type Content = z.infer<typeof contentSchema>;

/** Offers under `secret`; those signed under `previousSecret` still verify, so that it can be rotated. */
export function createOffers(secrets: { secret: Secret; previousSecret?: Secret | undefined }): Offers {
  const key = deriveKey(secrets.secret, 'offer');
  const keys = [key];
  if (secrets.previousSecret !== undefined) keys.push(deriveKey(secrets.previousSecret, 'offer'));

  return {
    startSigning(shared) {
      const sharedContent = JSON.stringify(serializeShared(shared));
      const lookupKey = keyOfLookup(sharedContent, key);
      const start = sharedContent.slice(0, -1);
      return (own) => {
        const ownContent = JSON.stringify(serializeOwn(own));
        const content = `${start},${ownContent.slice(1)}`;
        return signatureOf(ownContent, lookupKey) + Buffer.from(content).toString('base64url');
      };
    },
    verify(offerId, client) {
      if (offerId.length > MAX_ID_LENGTH || offerId.length <= SIGNATURE_LENGTH) return null;
      const signature = Buffer.from(offerId.slice(0, SIGNATURE_LENGTH));
      const encoded = offerId.slice(SIGNATURE_LENGTH);
      const content = Buffer.from(encoded, 'base64url');
      // Base64 forgives much; only the one spelling that was handed out is an offer.
      if (signature.length !== SIGNATURE_LENGTH || content.toString('base64url') !== encoded) return null;
      const terms = deserialize(content.toString());
      if (terms === null || terms.client !== client) return null;
      const sharedContent = JSON.stringify(serializeShared(terms));
      const ownContent = JSON.stringify(serializeOwn(terms));
      const isSigned = keys.some((each) => {
        const expected = signatureOf(ownContent, keyOfLookup(sharedContent, each));
        return timingSafeEqual(Buffer.from(expected), signature);
      });
      return isSigned ? terms : null;
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

type SharedContent = [Content[0], Content[1], Content[2], Content[3], Content[4], Content[5], Content[6]];
type OwnContent = [Content[7], Content[8], Content[9], Content[10], Content[11]];

function serializeShared(shared: SharedTerms): SharedContent {
  const { client, slug, username, sessionId, mayBuyNow, expiresAtMs } = shared;
  return [1, client, slug, username, sessionId, mayBuyNow, expiresAtMs];
}

function serializeOwn(own: OwnTerms): OwnContent {
  return [own.planTitle, own.packageCode, own.durationCode, own.durationTitle, own.amountPaisa];
}

/** Null for what is none of ours; nothing in it is believed before its signature has been checked. */
function deserialize(text: string): OfferTerms | null {
  const content = contentSchema.safeParse(parseJson(text));
  if (!content.success) return null;
  const [, client, slug, username, sessionId, mayBuyNow, expiresAtMs, ...own] = content.data;
  const [planTitle, packageCode, durationCode, durationTitle, amountPaisa] = own;
  const shared = { client, slug, username, sessionId, mayBuyNow, expiresAtMs };
  return { ...shared, planTitle, packageCode, durationCode, durationTitle, amountPaisa };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
