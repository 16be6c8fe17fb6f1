import { SubscriberDocument } from '../../client/generated/graphql.js';
import { startService, type TestService } from '../support/service.js';

/** The source document's plans: title, code, then duration and price in its order. */
const DOCUMENTED_PLANS = [
  ['Fiber Gold', '9', true, '1 Month', '1232.00', '3 Months', '7876.00', '6 Months', '15750.00'],
  ['Fiber Gold', '9', true, '12 Months', '15750.00', '15 Days', '1634.00', '60 Days', '859.00'],
  ['FTTH-50Mbps', '9', false, '1 Month', '999.00', '3 Months', '2800.00', '6 Months', '5300.00'],
  ['FTTH-50Mbps', '9', false, '12 Months', '9999.00', '12M + 1 IPTV', '13500.00'],
  ['TESTING', '71', false, '1 Month', '2.00'],
];

describe('subscriber', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  beforeEach(() => service.sandbox.control.reset());
  afterAll(() => service.stop());

  function look(username: string, slug = 'fast-speed') {
    return service.ask(SubscriberDocument, { slug, username });
  }

  test("shows the document's subscriber, its plans and prices to the paisa", async () => {
    const { data } = await look('jeetenaug4');
    const subscriber = data?.subscriber;
    expect(subscriber).toMatchObject({
      slug: 'fast-speed',
      username: 'jeetenaug4',
      isp: { slug: 'fast-speed', name: 'Fast Speed' },
      customerName: 'jeetenaug4(23123213)',
      currentPlan: 'Fiber Gold',
      daysRemaining: 314,
      hasDue: false,
      acceptsAdvancePayment: true,
    });
    const shown = new Map<string, unknown[]>();
    for (const { title, packageCode, isCurrent, offers } of subscriber?.plans ?? []) {
      shown.set(title, [
        title,
        packageCode,
        isCurrent,
        ...offers.flatMap((o) => [o.durationTitle, o.price.amount]),
      ]);
    }
    const documented = new Map<unknown, unknown[]>();
    for (const [title, code, isCurrent, ...offers] of DOCUMENTED_PLANS) {
      documented.set(title, [...(documented.get(title) ?? [title, code, isCurrent]), ...offers]);
    }
    expect(shown).toEqual(documented);
  });

  test('has offers that expire and are all different', async () => {
    const { data } = await look('jeetenaug4');
    const offers = data?.subscriber?.plans.flatMap((plan) => plan.offers) ?? [];
    expect(offers).toHaveLength(12);
    expect(new Set(offers.map(({ id }) => id)).size).toBe(12);
    expect(offers.every(({ expiresAt }) => Date.parse(expiresAt) > Date.now())).toBe(true);
  });

  test('trims the username, and asks upstream once for the same subscriber in one request', async () => {
    const { data } = await service.ask<Record<string, { username: string }>, undefined>(
      `{ a: subscriber(slug: "vns", username: "  plain ") { username }
         b: subscriber(slug: "vns", username: "plain") { username customerName } }`,
    );
    expect(data?.['a']?.username).toBe('plain');
    expect(data?.['b']?.username).toBe('plain');
    expect(service.sandbox.control.requests().counts.details).toBe(1);
  });

  test('looks several up side by side', async () => {
    service.sandbox.control.setLatency(100);
    const fields = Array.from(
      { length: 8 },
      (_, i) => `s${i}: subscriber(slug: "vns", username: "plain${i}") { username }`,
    );
    await service.ask(`{ ${fields.join(' ')} }`);
    expect(service.sandbox.control.requests().counts.details).toBe(8);
    expect(service.sandbox.control.maxInFlight('details')).toBe(8);
  });

  test('fails one by one: the others are answered', async () => {
    const { data, errors } = await service.ask<Record<string, unknown>, undefined>(
      `{ good: subscriber(slug: "vns", username: "plain") { username }
         bad: subscriber(slug: "vns", username: "not-found") { username } }`,
    );
    expect(data).toMatchObject({ good: { username: 'plain' }, bad: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      path: ['bad'],
      extensions: { code: 'SUBSCRIBER_NOT_FOUND', retryable: false },
    });
  });

  test.each([
    ['not-found', 'SUBSCRIBER_NOT_FOUND', false],
    ['details-maintenance', 'UPSTREAM_MAINTENANCE', true],
    ['details-html', 'UPSTREAM_INVALID_RESPONSE', true],
    ['no-session', 'UPSTREAM_INVALID_RESPONSE', true],
    ['no-prices', 'UPSTREAM_INVALID_RESPONSE', true],
    ['details-bad-token', 'UPSTREAM_MISCONFIGURED', false],
    ['details-provider-error', 'UPSTREAM_UNAVAILABLE', true],
    ['details-not-allowed', 'UPSTREAM_REJECTED', false],
    ['not-found-listed', 'SUBSCRIBER_NOT_FOUND', false],
  ])('tells of %s by the code %s', async (username, code, retryable) => {
    const { data, errors } = await look(username);
    expect(data).toEqual({ subscriber: null });
    expect(errors[0]?.extensions).toMatchObject({ code, retryable });
    expect(JSON.stringify(errors)).not.toContain(service.sandbox.token);
  });

  test('says UPSTREAM_UNAVAILABLE when nobody answers there', async () => {
    await service.sandbox.control.setFault({ operation: 'details', kind: 'refuse' });
    const { errors } = await look('plain');
    expect(errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
  });

  test.each([
    ['an empty username', 'fast-speed', '   ', 'BAD_USER_INPUT'],
    ['a username of 51 characters', 'fast-speed', 'x'.repeat(51), 'BAD_USER_INPUT'],
    ['a control character', 'fast-speed', 'a\u0007b', 'BAD_USER_INPUT'],
    ['a slug of 101 characters', 'x'.repeat(101), 'plain', 'BAD_USER_INPUT'],
    ['an empty slug', '', 'plain', 'BAD_USER_INPUT'],
    ['an unknown ISP', 'nobody', 'plain', 'UNKNOWN_ISP'],
  ])('refuses %s before anything is asked upstream', async (_name, slug, username, code) => {
    const { errors } = await look(username, slug);
    expect(errors[0]?.extensions).toMatchObject({ code, retryable: false });
    expect(service.sandbox.control.requests().counts.details).toBe(0);
  });

  test('asks upstream for a name of 50 characters of any script', async () => {
    const { errors } = await look('न'.repeat(50));
    expect(errors[0]?.extensions).toMatchObject({ code: 'SUBSCRIBER_NOT_FOUND' });
    expect(service.sandbox.control.requests().counts.details).toBe(1);
  });
});
