import { request } from 'undici';
import { RenewalDocument, SubscriberDocument } from '../../client/generated/graphql.js';
import { startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { buy, findOffer } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

const MARKUP = '<script>alert("name")</script>';

describe("the provider's text", () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function get(path: string, accept = 'text/html') {
    const response = await request(`${service.url}${path}`, {
      headers: { accept, 'x-api-key': API_KEYS.shop },
    });
    return { headers: response.headers, text: await response.body.text() };
  }

  test('may hold markup, and comes as JSON that no browser reads otherwise', async () => {
    const { data } = await service.ask(SubscriberDocument, { slug: 'vns', username: 'html-text' });
    expect(data?.subscriber?.customerName).toBe(MARKUP);
    const query = encodeURIComponent('{ subscriber(slug: "vns", username: "html-text") { customerName } }');
    const { headers } = await get(`/graphql?query=${query}`, 'text/html, application/json');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  test('is of bounded length wherever it comes up', async () => {
    const { data } = await service.ask(SubscriberDocument, { slug: 'vns', username: 'long-text' });
    const plan = data?.subscriber?.plans[0];
    for (const text of [data?.subscriber?.customerName, data?.subscriber?.currentPlan, plan?.title]) {
      expect(text?.length).toBeGreaterThan(0);
      expect(text?.length).toBeLessThanOrEqual(500);
    }
    const words = `${MARKUP} ${'very long '.repeat(1000)}`;
    await service.sandbox.control.setFault({
      operation: 'commit',
      kind: 'error',
      code: '4000',
      details: words,
    });
    const bought = await buy(service, {
      offerId: await findOffer(service, { username: 'plain', slug: 'vns' }),
    });
    await service.sandbox.control.clearFaults();
    const renewal = bought.data?.renew.renewal;
    expect(renewal?.failure?.message.length).toBeLessThanOrEqual(500);
    const { data: read } = await service.ask(RenewalDocument, { id: renewal?.id ?? '' });
    for (const { message } of read?.renewal?.events ?? [])
      expect(message?.length ?? 0).toBeLessThanOrEqual(1000);
  });

  test.each(['details-html', 'details-500', 'details-404', 'details-redirect'])(
    'that is a web page (%s) is not passed on',
    async (username) => {
      const { errors } = await service.ask(SubscriberDocument, { slug: 'vns', username });
      expect(errors[0]?.message).toMatch(/^The (?:provider|service) /);
      expect(JSON.stringify(errors)).not.toMatch(/<|html/i);
    },
  );

  test.each(['/nothing/<script>', '/graphql', '/healthz', '/readyz', '/metrics', '/%ff'])(
    'and no answer of the service itself is a web page: %s',
    async (path) => {
      const { headers, text } = await get(path);
      expect(headers['content-type']).toMatch(/^(?:application\/json|text\/plain)/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(text).not.toContain('<');
    },
  );

  test('the playground, where there is one, holds nothing of the request', async () => {
    const app = await startApp(
      loadConfig({ PORT: '0', DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' }),
    );
    const load = async (search: string) => {
      const { body } = await request(`${app.url}/graphql?${search}`, { headers: { accept: 'text/html' } });
      return Buffer.from(await body.arrayBuffer());
    };
    const plain = await load('');
    expect(plain.length).toBeGreaterThan(100_000);
    expect(await load('variables=<script>alert(1)</script>&x=<img>')).toEqual(plain);
    await app.stop();
  });
});
