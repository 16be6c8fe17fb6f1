import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createOffers, type OfferTerms } from '../../src/renewals/offer.js';
import { deriveKey } from '../../src/values/derive-key.js';
import { Secret } from '../../src/values/secret.js';

const SECRET = new Secret('a secret of the tests, 32 characters or more');
const OTHER = new Secret('another secret of the tests, also 32 or more');

const TERMS: OfferTerms = {
  client: 'shop',
  slug: 'vns',
  username: 'plain',
  sessionId: 'session-1',
  planTitle: 'FTTH-50Mbps',
  packageCode: '9',
  durationCode: '1',
  durationTitle: '1 Month',
  amountPaisa: 99_900,
  mayBuyNow: true,
  expiresAtMs: 1_790_000_000_000,
};

const offers = createOffers({ secret: SECRET });
const sign = (terms: OfferTerms, by = offers) => signAll(terms, [terms], by)[0] ?? '';

/** Each as a plan of its own. */
function signAll(shared: OfferTerms, each: readonly OfferTerms[], by = offers): string[] {
  const plans = each.map(({ planTitle: title, packageCode, durationCode, durationTitle, amountPaisa }) => {
    const durations = [{ durationCode, durationTitle, pricePaisa: amountPaisa }];
    return { title, packageCode, isCurrent: false, durations };
  });
  return by.offer(shared, plans).flatMap(({ offers: signed }) => signed.map(({ id }) => id));
}

/** The bytes of the signature, at the end of an id. */
const SIGNATURE_BYTES = 16;
const toBytes = (id: string) => Buffer.from(id, 'base64url');

/** What `contentsOf` says, with the signature of `signed`. */
function forge(contentsOf: string, signed: string): string {
  const contents = toBytes(contentsOf).subarray(0, -SIGNATURE_BYTES);
  return Buffer.concat([contents, toBytes(signed).subarray(-SIGNATURE_BYTES)]).toString('base64url');
}

const text = fc.string({ unit: 'binary', maxLength: 40 });
const anyTerms: fc.Arbitrary<OfferTerms> = fc.record({
  client: text,
  slug: text,
  username: text,
  sessionId: text,
  planTitle: text,
  packageCode: fc.option(text),
  durationCode: text,
  durationTitle: text,
  amountPaisa: fc.integer({ min: 1, max: 1_000_000_000_000 }),
  mayBuyNow: fc.boolean(),
  expiresAtMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
});

describe('an offer', () => {
  it('reads back as it was signed, whatever its texts', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        expect(offers.verify(sign(terms), terms.client)).toEqual(terms);
      }),
    );
  });

  it('reads back as it was signed beside others', () => {
    fc.assert(
      fc.property(anyTerms, fc.array(anyTerms, { minLength: 1, maxLength: 9 }), (shared, each) => {
        const ids = signAll(shared, each);
        const { client, slug, username, sessionId, mayBuyNow, expiresAtMs } = shared;
        const expected = each.map((own) => ({
          ...own,
          ...{ client, slug, username, sessionId, mayBuyNow, expiresAtMs },
        }));
        expect(ids.map((id) => offers.verify(id, client))).toEqual(expected);
      }),
    );
  });

  it('is written as ADR 16 says, beside others too: replicas of another release have to read it', () => {
    const { client, slug, username, sessionId, mayBuyNow, expiresAtMs } = TERMS;
    const shared = JSON.stringify([1, client, slug, username, sessionId, mayBuyNow, expiresAtMs]);
    const key = createHmac('sha256', deriveKey(SECRET, 'offer')).update(shared).digest('base64url');
    const each = [TERMS, { ...TERMS, planTitle: '\u0915 "x"', durationCode: '12' }, TERMS];
    const expected = each.map((terms) => {
      const { planTitle, packageCode, durationCode, durationTitle, amountPaisa } = terms;
      const own = JSON.stringify([planTitle, packageCode, durationCode, durationTitle, amountPaisa]);
      const signature = createHash('sha256').update(key).update(own).digest().subarray(0, SIGNATURE_BYTES);
      return Buffer.concat([Buffer.from(`${shared}\n${own}`), signature]).toString('base64url');
    });
    expect(signAll(TERMS, each)).toEqual(expected);
  });

  it.each(['x', '"', '\u0915', '\u{1f4f6}'])(
    'of the longest terms that come through, all of %j, fits into what `renew` takes',
    (letter) => {
      const code = letter.repeat(50 / letter.length);
      const terms: OfferTerms = {
        ...TERMS,
        client: '"'.repeat(128),
        username: letter.repeat(50),
        sessionId: code,
        planTitle: letter.repeat(200),
        packageCode: code,
        durationCode: code,
        durationTitle: letter.repeat(200),
        amountPaisa: 99_999_999_999_999,
      };
      const id = sign(terms);
      expect(id.length).toBeLessThanOrEqual(4_096);
      expect(offers.verify(id, terms.client)).toEqual(terms);
    },
  );

  it('is none with any letter changed, dropped or added', () => {
    const id = sign(TERMS);
    fc.assert(
      fc.property(fc.nat(id.length - 1), fc.constantFrom(...'ABYZaz09-_=.'), (place, letter) => {
        const changed = `${id.slice(0, place)}${letter}${id.slice(place + 1)}`;
        const dropped = `${id.slice(0, place)}${id.slice(place + 1)}`;
        const added = `${id.slice(0, place)}${letter}${id.slice(place)}`;
        if (changed !== id) expect(offers.verify(changed, 'shop')).toBeNull();
        expect(offers.verify(dropped, 'shop')).toBeNull();
        expect(offers.verify(added, 'shop')).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<Partial<OfferTerms>>([
    { amountPaisa: 1 },
    { client: 'other-shop' },
    { expiresAtMs: TERMS.expiresAtMs + 1 },
    { sessionId: 'session-2' },
    { mayBuyNow: false },
    { durationCode: '12' },
    { packageCode: null },
  ])("with %j put under another one's signature is none", (change) => {
    const id = sign(TERMS);
    const forged = forge(sign({ ...TERMS, ...change }), id);
    expect(offers.verify(forged, change.client ?? 'shop')).toBeNull();
  });

  it("is nobody else's", () => {
    expect(offers.verify(sign(TERMS), 'other-shop')).toBeNull();
  });

  it('holds under the secret of before, and under no other', () => {
    const before = createOffers({ secret: OTHER });
    const rotated = createOffers({ secret: SECRET, previousSecret: OTHER });
    expect(rotated.verify(sign(TERMS, before), 'shop')).toEqual(TERMS);
    expect(rotated.verify(sign(TERMS), 'shop')).toEqual(TERMS);
    expect(offers.verify(sign(TERMS, before), 'shop')).toBeNull();
  });

  it('takes no part of another lookup with it', () => {
    const other = { ...TERMS, sessionId: 'session-2', amountPaisa: 1 };
    const [shared] = toBytes(sign(TERMS)).toString('latin1').split('\n');
    const [, own] = toBytes(sign(other)).toString('latin1').split('\n');
    const mixed = Buffer.from(`${shared}\n${own}`, 'latin1').toString('base64url');
    expect(offers.verify(mixed, 'shop')).toBeNull();
  });

  it.each([
    '',
    '.',
    '..',
    '...',
    `${sign(TERMS)}.`,
    `.${sign(TERMS)}`,
    'A',
    'A'.repeat(43),
    'A'.repeat(44),
    'A'.repeat(5_000),
    `A.${'A'.repeat(9_000)}.A`,
    `${'é'.repeat(43)}AAAA`,
  ])('is not %j', (id) => {
    expect(offers.verify(id, 'shop')).toBeNull();
  });
});
