import { buy, findOffer } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

describe('shared lookups', () => {
  let service: TestService;
  afterEach(() => service.stop());
  const count = () => service.sandbox.control.requests().counts.details;

  test('64 at once of the hot key are one call; one of its offers is sold once', async () => {
    service = await startService();
    await service.sandbox.control.setFault({ operation: 'details', kind: 'delay', delayMs: 2_000 });
    const offerIds = await Promise.all(Array.from({ length: 64 }, () => findOffer(service)));
    expect(count()).toBe(1);
    const sales = await Promise.all(offerIds.slice(0, 8).map((offerId) => buy(service, { offerId })));
    expect(sales.filter(({ data }) => data?.renew.problem === null)).toHaveLength(1);
    expect(service.sandbox.control.charges()).toHaveLength(1);
  });

  test("another client's is its own call", async () => {
    service = await startService();
    await service.sandbox.control.setFault({ operation: 'details', kind: 'delay', delayMs: 100 });
    await Promise.all([findOffer(service), findOffer(service, { apiKey: API_KEYS.otherShop })]);
    expect(count()).toBe(2);
  });

  test('kept for a while when that is wanted, and looked up anew after a purchase', async () => {
    service = await startService({ env: { LOOKUP_CACHE_MS: '60000' } });
    const offerId = await findOffer(service);
    await findOffer(service);
    expect(count()).toBe(1);
    await buy(service, { offerId });
    const fresh = await findOffer(service);
    expect(count()).toBe(2);
    expect((await buy(service, { offerId: fresh })).data?.renew.problem).toBeNull();
  });
});
