import { CheckRenewalDocument, RenewalDocument } from '../../client/generated/graphql.js';
import { purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';
import { createSettableClock } from '../support/settable-clock.js';

const MINUTE_MS = 60_000;

describe('checkRenewal', () => {
  const clock = createSettableClock();
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ clock, env: { HASHCNET_TIMEOUT_MS: '1500' } });
  });
  beforeEach(() => service.sandbox.control.reset());
  afterAll(() => service.stop());

  async function check(id: string) {
    const { data, errors } = await service.ask(CheckRenewalDocument, { id });
    if (!data) throw new Error(JSON.stringify(errors));
    return data.checkRenewal;
  }

  function lookups() {
    return service.sandbox.control.requests().counts.lookup;
  }

  test('leaves a renewal alone until the hold time is over', async () => {
    const { id } = await purchase(service, { username: 'reset-after-charge' });
    expect(await check(id)).toMatchObject({ status: 'PENDING', pendingReason: 'IN_DOUBT' });
    expect(lookups()).toBe(0);
  });

  test('finds out what became of an order whose answer was lost', async () => {
    const { id } = await purchase(service, { username: 'reset-after-charge' });
    clock.advance(5 * MINUTE_MS);
    expect(await check(id)).toMatchObject({ status: 'SUCCEEDED', advice: 'DEDUCT', nextCheckAt: null });
  });

  test('asks upstream once for 20 callers at once', async () => {
    const { id } = await purchase(service, { username: 'queued' });
    clock.advance(5 * MINUTE_MS);
    service.sandbox.control.setLatency(50);
    await Promise.all(Array.from({ length: 20 }, () => check(id)));
    expect(lookups()).toBe(1);
  });

  test('gives up on an order that never arrived after three misses and half an hour', async () => {
    const { id } = await purchase(service, { username: 'never-recorded' });
    const seen: unknown[] = [];
    for (const minutes of [5, 10, 20]) {
      clock.advance(minutes * MINUTE_MS);
      const { status, failure } = await check(id);
      seen.push([status, failure?.code]);
    }
    expect(seen).toEqual([
      ['PENDING', undefined],
      ['PENDING', undefined],
      ['FAILED', 'NOT_RECORDED'],
    ]);
    expect(service.sandbox.control.requests().counts.commit).toBe(1);
  });

  test('flags an amount that is not what was ordered', async () => {
    const { id } = await purchase(service, { username: 'amount-mismatch' });
    clock.advance(5 * MINUTE_MS);
    expect(await check(id)).toMatchObject({ status: 'PENDING', advice: 'HOLD', needsAttention: true });
  });

  test('learns of a refund of what had succeeded', async () => {
    const { id, reference } = await purchase(service);
    service.sandbox.control.refund(reference, '99.00', 'part of it');
    clock.advance(5 * MINUTE_MS);
    expect(await check(id)).toMatchObject({
      status: 'SUCCEEDED',
      refunds: [{ amount: { amount: '99.00' }, remarks: 'part of it' }],
    });
    service.sandbox.control.refund(reference, null, 'the rest');
    clock.advance(5 * MINUTE_MS);
    expect(await check(id)).toMatchObject({ status: 'REFUNDED', advice: 'REFUND', needsAttention: false });
  });

  test('flags, and does not flip, what upstream takes back after it was settled', async () => {
    const { id, reference } = await purchase(service);
    await service.sandbox.control.decide(reference, 'Failed');
    clock.advance(5 * MINUTE_MS);
    expect(await check(id)).toMatchObject({ status: 'SUCCEEDED', needsAttention: true });
  });

  test("is for one's own renewals", async () => {
    const { id } = await purchase(service);
    const { errors } = await service.ask(CheckRenewalDocument, { id }, { apiKey: API_KEYS.otherShop });
    expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('happens by itself when somebody reads a renewal that is overdue', async () => {
    const { id } = await purchase(service, { username: 'hang-after-charge' });
    clock.advance(180 * MINUTE_MS);
    const { data } = await service.ask(RenewalDocument, { id });
    expect(data?.renewal).toMatchObject({ status: 'SUCCEEDED' });
    expect(data?.renewal?.events.map(({ type }) => type)).toEqual([
      'SUBMITTED',
      'COMMIT_ANSWERED',
      'LOOKED_UP',
      'SETTLED',
    ]);
  });
});
