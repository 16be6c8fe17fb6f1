import { request } from 'undici';
import { API_KEYS, startService, type TestService } from '../support/service.js';

describe('cache-control', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function hintFor(query: string, { method = 'POST', apiKey = API_KEYS.shop as string } = {}) {
    const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
    const { body, headers: answered } =
      method === 'GET'
        ? await request(`${service.url}/graphql?query=${encodeURIComponent(query)}`, { headers })
        : await request(`${service.url}/graphql`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ query }),
          });
    await body.dump();
    return answered['cache-control'];
  }

  test.each([
    '{ isps { slug name } }',
    '{ isp(slug: "vns") { ...F } } fragment F on Isp { name }',
    'query Catalogue { isps { slug } __typename }',
  ])('lets anybody keep the catalogue: %s', async (query) => {
    expect(await hintFor(query)).toBe('public, max-age=3600');
    expect(await hintFor(query, { method: 'GET' })).toBe('public, max-age=3600');
  });

  test.each([
    '{ subscriber(slug: "vns", username: "plain") { isp { name } } }',
    '{ isps { slug } subscriber(slug: "vns", username: "plain") { username } }',
    '{ isps { slug } ...F } fragment F on Query { renewals { edges { cursor } } }',
    '{ ...isps } fragment isps on Query { renewals { edges { cursor } } }',
    '{ isps: renewals { edges { cursor } } }',
    'query A { isps { slug } } query B { renewals { edges { cursor } } }',
    'mutation { checkRenewal(id: "x") { id } }',
    '{ _service { sdl } }',
  ])("lets nobody keep what is one client's, or anything beside it: %s", async (query) => {
    expect(await hintFor(query)).toBe('private, no-store');
  });

  test.each([
    ['an answer with an error in it', '{ isp(slug: "") { name } }'],
    ['a refused operation', '{ isps { nothing } }'],
    ['what is no GraphQL', '{ isps'],
    ['a text too long to be looked at', `{ isps { slug } } #${'x'.repeat(1000)}`],
  ])('lets nobody keep %s', async (_name, query) => {
    expect(await hintFor(query)).toBe('private, no-store');
  });

  test('says what else the answer depends on', async () => {
    const shared = await startService({ env: { CORS_ORIGINS: 'https://shop.example' } });
    const { body, headers } = await request(`${shared.url}/graphql?query={isps{slug}}`, {
      headers: { origin: 'https://shop.example', 'content-type': 'application/json' },
    });
    await body.dump();
    expect(String(headers['vary']).toLowerCase().split(/, */).sort()).toEqual(['accept', 'origin']);
    await shared.stop();
  });

  test('lets nobody keep what a wrong key was told', async () => {
    expect(await hintFor('{ isps { slug } }', { apiKey: 'wrong' })).toBe('private, no-store');
  });
});
