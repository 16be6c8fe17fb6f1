import { hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Purchase } from '../ledger/renewal-record.js';
import { deriveKey } from '../values/derive-key.js';
import { createHmacOf, type Hmac } from '../values/hmac.js';
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
export type OwnTerms = Omit<OfferTerms, keyof SharedTerms>;

export interface Offers {
  /** The ids of one lookup's offers, in their order. An id is all there is of an offer: nothing is stored. */
  sign(shared: SharedTerms, each: readonly OwnTerms[]): readonly string[];
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
  const makeLookupKey = createHmacOf(deriveKey(secrets.secret, 'offer'));
  const all: Hmac[] = [makeLookupKey];
  if (secrets.previousSecret !== undefined)
    all.push(createHmacOf(deriveKey(secrets.previousSecret, 'offer')));

  return {
    sign(shared, each) {
      const sharedContent = pad(JSON.stringify(serializeShared(shared)));
      const ownContents = each.map((own) => pad(JSON.stringify(serializeOwn(own))));
      const lookupKey = makeLookupKey(sharedContent);
      const [sharedPart = '', ...ownParts] = encodeAll([sharedContent, ...ownContents]);
      return ownContents.map(
        (content, index) => `${sharedPart}.${ownParts[index]}.${signatureOf(content, lookupKey)}`,
      );
    },
    verify(offerId, client) {
      if (offerId.length > MAX_ID_LENGTH) return null;
      const [sharedPart = '', ownPart = '', signature = ''] = offerId.split('.');
      const [shared, own] = [decode(sharedPart), decode(ownPart)];
      // Base64 forgives much; only the one spelling that was handed out is an offer.
      if (`${encodeAll([shared, own]).join('.')}.${signature}` !== offerId) return null;
      const given = Buffer.from(signature);
      const isSigned = all.some((makeKey) => {
        const expected = Buffer.from(signatureOf(own, makeKey(shared)));
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
      const terms = isSigned ? deserialize(shared, own) : null;
      return terms !== null && terms.client === client ? terms : null;
    },
  };
}

const SIGNATURE_LENGTH = 22;

/** Of one offer under the key of its lookup: 132 bits of SHA-256, which hide the other 124, so that nothing can be appended to what was hashed. */
function signatureOf(ownContent: string, lookupKey: string): string {
  return hash('sha256', lookupKey + ownContent, 'base64url').slice(0, SIGNATURE_LENGTH);
}

/** Spaces at the end of a JSON text, until its bytes fill whole groups of base64's three. */
function pad(content: string): string {
  return content + PADS[Buffer.byteLength(content) % 3];
}

const PADS = ['', '  ', ' '];

/** Padded contents in base64, by one encoding for all: each begins where a group of letters begins. */
function encodeAll(contents: readonly string[]): string[] {
  const letters = Buffer.from(contents.join('')).toString('base64url');
  let from = 0;
  return contents.map((content) => {
    const start = from;
    from += (Buffer.byteLength(content) / 3) * 4;
    return letters.slice(start, from);
  });
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
