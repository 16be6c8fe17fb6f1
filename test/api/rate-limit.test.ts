import { request } from 'undici';
import { IspsDocument, SubscriberDocument } from '../../client/generated/graphql.js';
import { buy, findOffer } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';
import { createSettableClock } from '../support/settable-clock.js';

describe('the rate limit', () => {
  const clock = createSettableClock();
  let service: TestService;
  beforeEach(async () => {
    service = await startService({ clock, env: { RATE_LIMIT_PER_MINUTE: '6' } });
  });
  afterEach(() => service.stop());

  const KEY = { slug: 'vns', username: 'plain' };

  function look(apiKey: string = API_KEYS.shop) {
    return service.ask(SubscriberDocument, KEY, { apiKey });
  }

  test('counts lookups by field, not by request, and says when to try again', async () => {
    const fields = Array.from(
      { length: 8 },
      (_, i) => `s${i}: subscriber(slug: "vns", username: "plain-${i}") { username }`,
    );
    const { statusCode, headers, body } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
      body: JSON.stringify({ query: `{ ${fields.join(' ')} }` }),
    });
    const { data, errors } = (await body.json()) as { data: object; errors: { extensions: object }[] };
    expect(statusCode).toBe(200);
    expect(Object.values(data).filter((found) => found !== null)).toHaveLength(6);
    expect(errors).toHaveLength(2);
    expect(errors[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 10 });
    expect(headers['retry-after']).toBe('10');
    expect(service.sandbox.control.requests().counts.details).toBe(6);
  });

  test("is one client's own, and fills up again", async () => {
    for (let i = 0; i < 6; i += 1) await look();
    expect((await look()).errors[0]?.extensions['code']).toBe('RATE_LIMITED');
    expect((await look(API_KEYS.otherShop)).errors).toEqual([]);
    clock.advance(10_000);
    expect((await look()).errors).toEqual([]);
    expect((await look()).errors[0]?.extensions['code']).toBe('RATE_LIMITED');
  });

  test('counts purchases apart from lookups, and sends none beyond it', async () => {
    const offerId = await findOffer(service, KEY);
    const answers = await Promise.all(Array.from({ length: 8 }, () => buy(service, { offerId })));
    expect(answers.filter(({ errors }) => errors[0]?.extensions['code'] === 'RATE_LIMITED')).toHaveLength(2);
    expect(service.sandbox.control.requests().counts.commit).toBe(1);
  });

  test('leaves alone what costs nobody anything', async () => {
    for (let i = 0; i < 20; i += 1) expect((await service.ask(IspsDocument)).errors).toEqual([]);
  });
});
