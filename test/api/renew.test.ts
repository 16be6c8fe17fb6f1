import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { RenewalDocument } from '../../client/generated/graphql.js';
import { buy, findOffer, purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';
import { createSettableClock } from '../support/settable-clock.js';

describe('renew', () => {
  const clock = createSettableClock();
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ clock });
  });
  beforeEach(() => service.sandbox.control.reset());
  afterAll(() => service.stop());

  function charges() {
    return service.sandbox.control.charges();
  }

  test("buys the document's FTTH-50Mbps, 1 Month, for 999.00", async () => {
    const renewal = await purchase(service);
    expect(renewal).toMatchObject({
      status: 'SUCCEEDED',
      advice: 'DEDUCT',
      pendingReason: null,
      failure: null,
      planTitle: 'FTTH-50Mbps',
      packageCode: '9',
      durationTitle: '1 Month',
      amount: { amount: '999.00', currency: 'NPR' },
      providerId: '70704',
      creditsConsumed: '999.0',
      needsAttention: false,
      nextCheckAt: null,
    });
    expect(renewal.reference).toMatch(/^[0-9a-f]{40}$/);
    expect(charges()).toMatchObject([{ reference: renewal.reference, amount: '999.0' }]);
  });

  test('keeps the trail of what happened', async () => {
    const { id } = await purchase(service);
    const { data } = await service.ask(RenewalDocument, { id });
    expect(data?.renewal?.events.map(({ type }) => type)).toEqual([
      'SUBMITTED',
      'COMMIT_ANSWERED',
      'SETTLED',
    ]);
  });

  test('answers the same key with the same renewal and buys nothing again', async () => {
    const offerId = await findOffer(service);
    const idempotencyKey = randomUUID();
    const first = await buy(service, { offerId, idempotencyKey });
    const second = await buy(service, { offerId, idempotencyKey });
    expect(first.data?.renew.replayed).toBe(false);
    expect(second.data?.renew).toEqual({ ...first.data?.renew, replayed: true });
    expect(charges()).toHaveLength(1);
  });

  test('takes an offer for the same purchase from a later lookup as the same purchase', async () => {
    const idempotencyKey = randomUUID();
    const first = await buy(service, { offerId: await findOffer(service), idempotencyKey });
    const second = await buy(service, { offerId: await findOffer(service), idempotencyKey });
    expect(second.data?.renew.replayed).toBe(true);
    expect(second.data?.renew.renewal?.id).toBe(first.data?.renew.renewal?.id);
    expect(charges()).toHaveLength(1);
  });

  test('replays after the offer has expired', async () => {
    const offerId = await findOffer(service);
    const idempotencyKey = randomUUID();
    await buy(service, { offerId, idempotencyKey });
    clock.advance(3_600_000);
    const { data } = await buy(service, { offerId, idempotencyKey });
    expect(data?.renew).toMatchObject({ replayed: true, problem: null, renewal: { status: 'SUCCEEDED' } });
  });

  test('refuses a key that stands for another purchase', async () => {
    const idempotencyKey = randomUUID();
    await buy(service, { offerId: await findOffer(service), idempotencyKey });
    const offerId = await findOffer(service, { duration: '3 Months' });
    const { data } = await buy(service, { offerId, idempotencyKey });
    expect(data?.renew).toMatchObject({ renewal: null, problem: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(charges()).toHaveLength(1);
  });

  test('refuses a used offer, and another of the same lookup, under another key', async () => {
    const offerId = await findOffer(service);
    const first = await buy(service, { offerId });
    const again = await buy(service, { offerId });
    expect(again.data?.renew).toMatchObject({
      problem: { code: 'OFFER_ALREADY_USED' },
      renewal: { id: first.data?.renew.renewal?.id },
      replayed: false,
    });
    expect(charges()).toHaveLength(1);
  });

  test('sells an offer once to 20 concurrent callers with 20 keys', async () => {
    const offerId = await findOffer(service);
    const answers = await Promise.all(Array.from({ length: 20 }, () => buy(service, { offerId })));
    const bought = answers.filter(({ data }) => data?.renew.problem === null);
    expect(bought).toHaveLength(1);
    expect(charges()).toHaveLength(1);
  });

  test('makes one renewal of 20 concurrent duplicates', async () => {
    const offerId = await findOffer(service);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => buy(service, { offerId, idempotencyKey })),
    );
    expect(new Set(answers.map(({ data }) => data?.renew.renewal?.id)).size).toBe(1);
    expect(answers.filter(({ data }) => data?.renew.replayed === false)).toHaveLength(1);
    expect(service.sandbox.control.requests().counts.commit).toBe(1);
  });

  test('refuses an expired offer, and sends nothing', async () => {
    const offerId = await findOffer(service);
    clock.advance(900_001);
    const { data } = await buy(service, { offerId });
    expect(data?.renew).toMatchObject({ renewal: null, problem: { code: 'OFFER_EXPIRED' } });
    expect(service.sandbox.control.requests().counts.commit).toBe(0);
  });

  test('refuses offers that were tampered with, made up, or made for another client', async () => {
    const offerId = await findOffer(service);
    const flipped = offerId.slice(0, -2) + (offerId.endsWith('A') ? 'BB' : 'AA');
    for (const forged of [flipped, 'made-up', `${offerId}=`, ` ${offerId}`]) {
      const { data } = await buy(service, { offerId: forged });
      expect(data?.renew).toMatchObject({ renewal: null, problem: { code: 'OFFER_INVALID' } });
    }
    const stolen = await buy(service, { offerId, apiKey: API_KEYS.otherShop });
    expect(stolen.data?.renew.problem?.code).toBe('OFFER_INVALID');
    expect(charges()).toHaveLength(0);
  });

  test('finds what a key has made, to its own client, also by an offer that cannot be read any more', async () => {
    const idempotencyKey = randomUUID();
    const { data } = await buy(service, { offerId: await findOffer(service), idempotencyKey });
    const unreadable = { offerId: 'signed-under-a-secret-that-is-gone', idempotencyKey };
    const again = await buy(service, unreadable);
    expect(again.data?.renew).toMatchObject({
      problem: { code: 'OFFER_INVALID' },
      renewal: { id: data?.renew.renewal?.id },
    });
    const stranger = await buy(service, { ...unreadable, apiKey: API_KEYS.otherShop });
    expect(stranger.data?.renew).toMatchObject({ problem: { code: 'OFFER_INVALID' }, renewal: null });
    expect(charges()).toHaveLength(1);
  });

  test('keeps keys of different clients apart', async () => {
    const idempotencyKey = randomUUID();
    const one = await buy(service, { offerId: await findOffer(service), idempotencyKey });
    const apiKey = API_KEYS.otherShop;
    const other = await buy(service, {
      offerId: await findOffer(service, { apiKey }),
      idempotencyKey,
      apiKey,
    });
    expect(other.data?.renew.replayed).toBe(false);
    expect(other.data?.renew.renewal?.reference).not.toBe(one.data?.renew.renewal?.reference);
  });

  test('respects an ISP that takes no payment in advance', async () => {
    const { data } = await buy(service, { offerId: await findOffer(service, { username: 'no-advance' }) });
    expect(data?.renew).toMatchObject({ renewal: null, problem: { code: 'ADVANCE_PAYMENT_NOT_ACCEPTED' } });
    const expired = await purchase(service, { username: 'no-advance-expired' });
    expect(expired.status).toBe('SUCCEEDED');
  });

  test('finishes a purchase whose caller has hung up', async () => {
    const offerId = await findOffer(service);
    const idempotencyKey = randomUUID();
    service.sandbox.control.setLatency(200);
    const hangUp = new AbortController();
    const call = request(`${service.url}/graphql`, {
      method: 'POST',
      signal: hangUp.signal,
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
      body: JSON.stringify({
        query: `mutation { renew(input: { offerId: "${offerId}", idempotencyKey: "${idempotencyKey}" }) { replayed } }`,
      }),
    });
    setTimeout(() => hangUp.abort(), 100);
    await expect(call).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { data } = await buy(service, { offerId, idempotencyKey });
    expect(data?.renew).toMatchObject({ replayed: true, renewal: { status: 'SUCCEEDED' } });
    expect(charges()).toHaveLength(1);
  });

  test.each([
    ['', 'BAD_USER_INPUT'],
    ['k'.repeat(256), 'BAD_USER_INPUT'],
    ['कुञ्जी', 'BAD_USER_INPUT'],
  ])('refuses the idempotency key "%s"', async (idempotencyKey, code) => {
    const { errors } = await buy(service, { offerId: await findOffer(service), idempotencyKey });
    expect(errors[0]?.extensions['code']).toBe(code);
    expect(service.sandbox.control.requests().counts.commit).toBe(0);
  });
});
