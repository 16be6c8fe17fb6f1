import { request } from 'undici';
import { findOffer, purchase } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';

describe('/metrics', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function scrape(): Promise<string> {
    const { statusCode, headers, body } = await request(`${service.url}/metrics`);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/plain');
    return body.text();
  }

  test('counts purchases by outcome, what is open, and upstream calls by outcome and cause', async () => {
    await purchase(service);
    await purchase(service, { username: 'commit-out-of-credits' });
    await purchase(service, { username: 'queued' });
    await purchase(service, { username: 'commit-7000-charged' });
    await findOffer(service, { username: 'not-found' }).catch(() => undefined);
    const text = await scrape();
    for (const line of [
      'renewals_settled_total{status="SUCCEEDED",failure=""} 1',
      'renewals_settled_total{status="FAILED",failure="INSUFFICIENT_CREDITS"} 1',
      'renewals_open{reason="PROCESSING"} 1',
      'renewals_open{reason="IN_DOUBT"} 1',
      'upstream_call_duration_seconds_count{operation="commit",outcome="succeeded"} 1',
      'upstream_call_duration_seconds_count{operation="details",outcome="not_found"} 1',
      'upstream_call_causes_total{operation="commit",cause="1016"} 1',
      'upstream_call_causes_total{operation="details",cause="4000"} 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(Number(/^renewals_open_oldest_age_seconds (.*)$/m.exec(text)?.[1])).toBeGreaterThan(0);
  });

  test('counts what was refused for its size', async () => {
    await service.ask(`{ ${'isps { slug } '.repeat(11)} }`);
    expect(await scrape()).toContain('limit_hits_total{limit="operation_size"} 1\n');
  });

  test('says nothing of anybody', async () => {
    const text = await scrape();
    for (const private_ of [service.sandbox.token, 'jeetenaug4', 'commit-out-of-credits']) {
      expect(text).not.toContain(private_);
    }
  });
});
