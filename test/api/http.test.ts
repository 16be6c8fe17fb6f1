import { request } from 'undici';
import { API_KEYS, startService, type TestService } from '../support/service.js';

describe('HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ env: { CORS_ORIGINS: 'https://shop.example' } });
  });
  afterAll(() => service.stop());

  async function post(body: string, headers: Record<string, string> = {}) {
    const {
      statusCode,
      body: answer,
      headers: answered,
    } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop, ...headers },
      body,
    });
    const text = await answer.text();
    return { status: statusCode, text, headers: answered };
  }

  async function get(path: string, headers: Record<string, string> = {}) {
    const { statusCode, body, headers: answered } = await request(`${service.url}${path}`, { headers });
    return { status: statusCode, text: await body.text(), headers: answered };
  }

  test('answers queries by GET, but no mutation', async () => {
    const query = await get('/graphql?query={isps{slug}}', { 'apollo-require-preflight': 'yes' });
    expect(query.status).toBe(200);
    const mutation = encodeURIComponent('mutation { checkRenewal(id: "x") { id } }');
    const refused = await get(`/graphql?query=${mutation}`, { 'apollo-require-preflight': 'yes' });
    expect(refused.status).toBe(405);
  });

  test.each([
    ['a body over 64 KiB', JSON.stringify({ query: `{ isps { slug } } #${'x'.repeat(65_536)}` }), 413],
    ['what is not JSON', '{"query":', 400],
    ['an empty body', '', 400],
    ['an array batch', '[{"query":"{ isps { slug } }"}]', 400],
    ['a body without a query', '{}', 400],
    ['a document that does not parse', '{"query":"{ isps "}', 400],
    ['a document that is not valid', '{"query":"{ nothing }"}', 400],
    ['a subscription', '{"query":"subscription { isps { slug } }"}', 400],
    ['an operation that is not there', '{"query":"query A { isps { slug } }","operationName":"B"}', 400],
    ['variables that are text', '{"query":"{ isps { slug } }","variables":"x"}', 400],
    ['what would reach into prototypes', '{"query":"{ isps { slug } }","variables":{"__proto__":{}}}', 400],
    ['null', 'null', 400],
  ])('refuses %s', async (_name, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    const { errors } = JSON.parse(answer.text) as { errors: { extensions: { retryable: boolean } }[] };
    expect(errors[0]?.extensions.retryable).toBe(false);
    expect(answer.text).not.toContain('at ');
  });

  test("gives each request an id, or keeps a router's", async () => {
    const own = await post('{"query":"{ isps { slug } }"}');
    expect(own.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const kept = await post('{"query":"{ isps { slug } }"}', { 'x-request-id': 'router-7' });
    expect(kept.headers['x-request-id']).toBe('router-7');
    const odd = await post('{"query":"{ isps { slug } }"}', { 'x-request-id': 'a b\tc' });
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['/healthz', '/nothing', '/%zz'])(
    'lets nobody keep the answer of %s, nor guess its type',
    async (path) => {
      const { headers } = await get(path);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    },
  );

  test('allows the configured origins only', async () => {
    const allowed = await post('{"query":"{ isps { slug } }"}', { origin: 'https://shop.example' });
    expect(allowed.headers['access-control-allow-origin']).toBe('https://shop.example');
    const other = await post('{"query":"{ isps { slug } }"}', { origin: 'https://evil.example' });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('says that it lives and that it is ready', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await get('/readyz')).toMatchObject({
      status: 200,
      text: '{"status":"ready","faults":[],"remarks":[]}',
    });
  });

  test('has no playground in live mode', async () => {
    const { text } = await get('/graphql', { accept: 'text/html' });
    expect(text).not.toContain('<html');
  });

  test('says nothing of what it does not have', async () => {
    expect(await get('/nothing')).toMatchObject({ status: 404 });
  });
});
