import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Purchase } from '../ledger/renewal-record.js';
import type { Secret } from '../values/secret.js';
import { deriveKey } from './purchase-identity.js';

/** What an offer promises to one client until it expires. */
export interface OfferTerms extends Purchase {
  readonly client: string;
  /** False while the ISP takes no payment before the current term ends. */
  readonly mayBuyNow: boolean;
  readonly expiresAtMs: number;
}

export interface Offers {
  /** Signs: the id is all there is of an offer, nothing is stored. */
  sign(terms: OfferTerms): string;
  /** Reads an id back; null when it was not signed here, or not for this client. Expiry is the caller's to judge. */
  verify(offerId: string, client: string): OfferTerms | null;
}

const MAX_ID_LENGTH = 4096;
const DIGEST_BYTES = 32;

/** The signed content, in this order; the first element is the format's version. */
const contentSchema = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.string(),
  z.string(),
  z.int().positive(),
  z.boolean(),
  z.int(),
]);

/** Offers under `secret`; those signed under `previousSecret` still verify, so that it can be rotated. */
export function createOffers(secrets: { secret: Secret; previousSecret?: Secret | undefined }): Offers {
  const key = deriveKey(secrets.secret, 'offer');
  const keys = [key];
  if (secrets.previousSecret !== undefined) keys.push(deriveKey(secrets.previousSecret, 'offer'));

  return {
    sign(terms) {
      const content = Buffer.from(JSON.stringify(serialize(terms)));
      return Buffer.concat([digest(content, key), content]).toString('base64url');
    },
    verify(offerId, client) {
      if (offerId.length > MAX_ID_LENGTH) return null;
      const bytes = Buffer.from(offerId, 'base64url');
      // Base64 forgives much; only the one spelling that was handed out is an offer.
      if (bytes.length <= DIGEST_BYTES || bytes.toString('base64url') !== offerId) return null;
      const signature = bytes.subarray(0, DIGEST_BYTES);
      const content = bytes.subarray(DIGEST_BYTES);
      if (!keys.some((candidate) => timingSafeEqual(digest(content, candidate), signature))) return null;
      const terms = deserialize(content.toString('utf8'));
      return terms !== null && terms.client === client ? terms : null;
    },
  };
}

function digest(content: Buffer, key: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

function serialize(terms: OfferTerms): z.infer<typeof contentSchema> {
  return [
    1,
    terms.client,
    terms.slug,
    terms.username,
    terms.sessionId,
    terms.planTitle,
    terms.packageCode,
    terms.durationCode,
    terms.durationTitle,
    terms.amountPaisa,
    terms.mayBuyNow,
    terms.expiresAtMs,
  ];
}

function deserialize(text: string): OfferTerms | null {
  const content = contentSchema.safeParse(JSON.parse(text));
  if (!content.success) return null;
  const [, client, slug, username, sessionId, planTitle, packageCode, ...rest] = content.data;
  const [durationCode, durationTitle, amountPaisa, mayBuyNow, expiresAtMs] = rest;
  return {
    client,
    slug,
    username,
    sessionId,
    planTitle,
    packageCode,
    durationCode,
    durationTitle,
    amountPaisa,
    mayBuyNow,
    expiresAtMs,
  };
}
