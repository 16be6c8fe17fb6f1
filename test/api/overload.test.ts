import { connect } from 'node:net';
import { request } from 'undici';
import { IspsDocument, SubscriberDocument } from '../../client/generated/graphql.js';
import { eventually } from '../support/eventually.js';
import { buy, findOffer, purchase } from '../support/purchase.js';
import { frame } from '../support/raw-http.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

describe('under load', () => {
  let service: TestService;
  afterEach(() => service.stop());

  function post(body: object) {
    return request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
      body: JSON.stringify(body),
    });
  }

  async function get(path: string) {
    const { statusCode, body } = await request(`${service.url}${path}`);
    return { status: statusCode, text: await body.text() };
  }

  /** How many answers have been sent to their end. */
  async function countAnswers(): Promise<number> {
    const { text } = await get('/metrics');
    const counts = text.matchAll(/^http_request_duration_seconds_count\{route="\/graphql".*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  const lookUp = (username: string) =>
    post({ query: SubscriberDocument.toString(), variables: { slug: 'vns', username } });

  test('a full service refuses at once, resolves nothing, and says when to come back', async () => {
    service = await startService({ env: { MAX_REQUESTS: '3', HASHCNET_TIMEOUT_MS: '1000' } });
    await service.sandbox.control.setFault({ operation: 'details', kind: 'hang_before_charge' });
    const waiting = ['one', 'two', 'three'].map(lookUp);
    await eventually(
      () => service.sandbox.control.requests().counts.details,
      (count) => count === 3,
    );
    const refused = await post({ query: IspsDocument.toString() });
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    expect(await refused.body.json()).toEqual({
      errors: [
        {
          message: 'The service is busy. Try again in a moment.',
          extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true },
        },
      ],
    });
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    expect((await get('/metrics')).text).toContain('limit_hits_total{limit="requests_under_way"} 1\n');
    for (const answer of waiting) await (await answer).body.dump();
    // Each place is free again.
    expect((await service.ask(IspsDocument)).data?.isps).toHaveLength(14);
  });

  test('a client that reads no answer keeps nobody else out', async () => {
    service = await startService({ env: { MAX_REQUESTS: '3' } });
    const { hostname, port } = new URL(service.url);
    const body = JSON.stringify({ query: '{ _service { sdl } }' });
    const headers = { connection: 'keep-alive' };
    // More answers than what the system keeps for a connection, so that some cannot be sent.
    const requests = frame({ body, headers }).repeat(1000);
    const sockets = Array.from({ length: 3 }, () => connect(Number(port), hostname).pause());
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.write(requests);
    }
    let before = 0;
    let sameCount = 0;
    await eventually(countAnswers, (count) => {
      sameCount = count > 3 && count === before ? sameCount + 1 : 0;
      before = count;
      return sameCount === 10;
    });
    const ask = async () => (await service.ask(IspsDocument)).status;
    expect(await eventually(ask, (status) => status === 200)).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test('calls past the bound towards upstream fail at once as UPSTREAM_UNAVAILABLE, and no purchase is among them', async () => {
    service = await startService({ env: { HASHCNET_MAX_CONNECTIONS: '1', MAX_REQUESTS: '4' } });
    const offerIds: string[] = [];
    for (const n of [1, 2, 3, 4]) offerIds.push(await findOffer(service, { username: `plain-${n}` }));
    await service.sandbox.control.setFault({ operation: 'details', kind: 'delay', delayMs: 300 });
    const fields = Array.from(
      { length: 10 },
      (_, i) => `s${i}: subscriber(slug: "vns", username: "u${i}") { slug }`,
    );
    const answer = await service.ask(`{ ${fields.join(' ')} }`);
    const refused = answer.errors.filter(({ extensions }) => extensions['code'] === 'UPSTREAM_UNAVAILABLE');
    expect(refused).toHaveLength(6);
    expect((await get('/metrics')).text).toContain(
      'upstream_call_causes_total{operation="details",cause="BUSY"} 6\n',
    );
    const purchases = await Promise.all(offerIds.map((offerId) => buy(service, { offerId })));
    expect(purchases.map(({ data }) => data?.renew.renewal?.status)).toEqual(Array(4).fill('SUCCEEDED'));
  });

  test('an open breaker refuses lookups, shows in /metrics and /readyz, and never refuses a recorded purchase', async () => {
    service = await startService({ env: { RATE_LIMIT_PER_MINUTE: '1000' } });
    const offerId = await findOffer(service);
    await service.sandbox.control.setFault({ operation: 'details', kind: 'status', httpStatus: 503 });
    await Promise.all(Array.from({ length: 20 }, async (_, i) => (await lookUp(`down-${i}`)).body.dump()));
    const calls = service.sandbox.control.requests().counts.details;
    const refused = await (await lookUp('jeetenaug4')).body.text();
    expect(refused).toContain('UPSTREAM_UNAVAILABLE');
    expect(service.sandbox.control.requests().counts.details).toBe(calls);
    expect((await get('/metrics')).text).toMatch(/^upstream_breaker_state\{state="(?:open|half_open)"\} 1$/m);
    expect(await get('/readyz')).toMatchObject({
      status: 200,
      text: expect.stringContaining('the provider'),
    });

    const bought = await buy(service, { offerId });
    expect(bought.data?.renew.renewal?.status).toBe('SUCCEEDED');

    await service.sandbox.control.clearFaults();
    await eventually(
      async () => (await lookUp('jeetenaug4')).body.text(),
      (text) => text.includes('"data"') && !text.includes('errors'),
    );
    expect((await get('/metrics')).text).toContain('upstream_breaker_state{state="closed"} 1\n');
  });

  test("a renewal's trail names the request that made it", async () => {
    service = await startService();
    const offerId = await findOffer(service);
    const { body } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': API_KEYS.shop,
        'x-request-id': 'router-42',
      },
      body: JSON.stringify({
        query: `mutation { renew(input: { offerId: "${offerId}", idempotencyKey: "k" }) { renewal { events { type message } } } }`,
      }),
    });
    const { data } = (await body.json()) as { data: { renew: { renewal: { events: unknown[] } } } };
    expect(data.renew.renewal.events[0]).toEqual({ type: 'SUBMITTED', message: 'request router-42' });
  });

  test('counts lookups and calls of renew by what came of them', async () => {
    service = await startService({ env: { OFFER_TTL_MS: '1000' } });
    await purchase(service);
    const offerId = await findOffer(service);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await buy(service, { offerId })).data?.renew.problem?.code).toBe('OFFER_EXPIRED');
    const { text } = await get('/metrics');
    expect(text).toContain('subscriber_lookups_total{result="found"} 2\n');
    expect(text).toContain('renew_requests_total{result="recorded"} 1\n');
    expect(text).toContain('renew_requests_total{result="OFFER_EXPIRED"} 1\n');
    expect(text).toMatch(
      /http_request_duration_seconds_count\{route="\/graphql",method="POST",status="200"\} 4/,
    );
  });
});
