import { request } from 'undici';
import { type Collector, type RecordedSpan, startCollector } from '../support/collector.js';
import { findOffer, purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const ROUTER_SPAN_ID = '00f067aa0ba902b7';

const RENEW = `mutation ($offerId: ID!) {
  renew(input: { offerId: $offerId, idempotencyKey: "traced" }) { renewal { status } }
}`;

describe('traces', () => {
  let collector: Collector;
  let service: TestService;
  beforeEach(async () => {
    collector = await startCollector();
    service = await startService({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint } });
  });
  afterEach(() => collector.close());

  async function renewWithin(traceparent: string): Promise<void> {
    const offerId = await findOffer(service);
    const { body } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop, traceparent },
      body: JSON.stringify({ query: RENEW, variables: { offerId } }),
    });
    await body.dump();
  }

  function find(spans: readonly RecordedSpan[], name: string): RecordedSpan {
    const found = spans.find((span) => span.name === name && span.traceId === TRACE_ID);
    if (found === undefined) throw new Error(`there is no span ${name}`);
    return found;
  }

  test("lead from the router's traceparent to the upstream call, ledger included", async () => {
    await renewWithin(`00-${TRACE_ID}-${ROUTER_SPAN_ID}-01`);
    await service.stop();
    const spans = collector.spans();
    const root = find(spans, 'POST /graphql');
    const renew = find(spans, 'renewals.renew');
    expect(root.parentSpanId).toBe(ROUTER_SPAN_ID);
    expect(renew.parentSpanId).toBe(root.spanId);
    for (const name of ['ledger.findByKey', 'ledger.record', 'hashcnet.commit', 'ledger.save']) {
      expect(find(spans, name).parentSpanId).toBe(renew.spanId);
    }
    expect(find(spans, 'hashcnet.commit').attributes).toContainEqual({
      key: 'outcome',
      value: { stringValue: 'succeeded' },
    });
  });

  test('begin by themselves where nobody has begun one, and leave probes out', async () => {
    await findOffer(service);
    await (await request(`${service.url}/healthz`)).body.dump();
    await (await request(`${service.url}/metrics`)).body.dump();
    await service.stop();
    const requests = collector.spans().filter(({ name }) => / \//.test(name));
    expect(requests.map(({ name, parentSpanId }) => [name, parentSpanId ?? ''])).toEqual([
      ['POST /graphql', ''],
    ]);
  });

  test('name the trace in the log', async () => {
    await renewWithin(`00-${TRACE_ID}-${ROUTER_SPAN_ID}-01`);
    await service.stop();
    const line = service
      .logs()
      .split('\n')
      .find((text) => text.includes('"msg":"renewal"'));
    expect(line).toContain(`"traceId":"${TRACE_ID}"`);
  });

  test('never carry the token, a key, a name or a username', async () => {
    await purchase(service, { username: 'commit-refused' });
    await purchase(service, { username: 'reset-after-charge' });
    await findOffer(service, { username: 'not-found' }).catch(() => undefined);
    await service.stop();
    expect(collector.spans().length).toBeGreaterThan(10);
    const secrets = [
      service.sandbox.token,
      API_KEYS.shop,
      'commit-refused',
      'reset-after-charge',
      '23123213',
    ];
    for (const secret of secrets) expect(collector.text()).not.toContain(secret);
  });

  test('do not hold up the exit when the collector is away', async () => {
    await findOffer(service);
    await collector.close();
    await service.stop();
    expect(service.logs()).toContain('"msg":"stopped"');
  });
});
