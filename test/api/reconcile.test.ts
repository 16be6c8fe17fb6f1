import { RenewalDocument } from '../../client/generated/graphql.js';
import { eventually } from '../support/eventually.js';
import { purchase } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';

describe.each(['off', 'on'])('the reconciler, with bulk lookup %s,', (bulkLookup) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({
      env: {
        HASHCNET_TIMEOUT_MS: '600',
        HOLD_TIME_MS: '700',
        NOT_RECORDED_AFTER_MS: '2100',
        RECONCILE_INTERVAL_MS: '50',
        HASHCNET_BULK_LOOKUP: bulkLookup,
      },
    });
  });
  beforeEach(() => service.sandbox.control.reset());
  afterAll(() => service.stop());

  async function findStatus(id: string) {
    const { data } = await service.ask(RenewalDocument, { id });
    return data?.renewal;
  }

  function isFinal(renewal: Awaited<ReturnType<typeof findStatus>>) {
    return renewal?.status !== 'PENDING';
  }

  test.each([
    ['reset-after-charge', 'SUCCEEDED'],
    ['commit-duplicate', 'SUCCEEDED'],
    ['hang-after-charge', 'SUCCEEDED'],
    ['reset-before-charge', 'FAILED'],
    ['queued-then-refunded', 'REFUNDED'],
  ])('settles %s as %s without anybody asking', async (username, status) => {
    const { id } = await purchase(service, { username });
    const renewal = await eventually(() => findStatus(id), isFinal);
    expect(renewal?.status).toBe(status);
    expect(service.sandbox.control.requests().counts.commit).toBe(1);
  });

  test('works through a backlog within its bounds', async () => {
    const renewals = await Promise.all(
      Array.from({ length: 30 }, (_, i) => purchase(service, { username: `reset-after-charge-${i}` })),
    );
    for (const { id } of renewals) {
      expect((await eventually(() => findStatus(id), isFinal))?.status).toBe('SUCCEEDED');
    }
    const { counts } = service.sandbox.control.requests();
    expect(service.sandbox.control.maxInFlight('lookup')).toBeLessThanOrEqual(8);
    if (bulkLookup === 'off') expect(counts.bulk).toBe(0);
    expect(counts.lookup).toBeLessThanOrEqual(bulkLookup === 'on' ? 30 : 60);
  });
});

describe('a delivery report', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function report(body: FormData | string) {
    const response = await fetch(`${service.url}/dlr`, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  }

  function aReport(reference: string): FormData {
    const form = new FormData();
    for (const [name, value] of Object.entries({
      reference,
      amount: '1000',
      status: 'Failed',
      detail: 'x',
      response_id: '1',
    })) {
      form.set(name, value);
    }
    return form;
  }

  test('makes the lookup happen now, which decides whatever the report says', async () => {
    const { id, reference } = await purchase(service, { username: 'queued' });
    service.sandbox.control.setDlrUrl(undefined);
    await service.sandbox.control.decide(reference, 'Success');
    expect(await report(aReport(reference))).toEqual({ status: 204, text: '' });
    const find = async () => (await service.ask(RenewalDocument, { id })).data?.renewal;
    const renewal = await eventually(find, (found) => found?.status !== 'PENDING');
    expect(renewal?.status).toBe('SUCCEEDED');
    expect(renewal?.events.map(({ type }) => type)).toContain('DLR_RECEIVED');
  });

  test('is answered alike for a reference that nobody knows, and for what is no report', async () => {
    expect(await report(aReport('a'.repeat(40)))).toEqual({ status: 204, text: '' });
    expect(await report(aReport('../../etc'))).toEqual({ status: 204, text: '' });
    expect(await report('reference=x')).toEqual({ status: 204, text: '' });
  });

  test('cannot make more than one lookup a minute of a reference', async () => {
    const { reference } = await purchase(service, { username: 'queued' });
    const before = service.sandbox.control.requests().counts.lookup;
    for (let i = 0; i < 20; i += 1) await report(aReport(reference));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(service.sandbox.control.requests().counts.lookup - before).toBeLessThanOrEqual(1);
  });

  test.each([
    ['multipart/form-data; boundary=x', 'garbage'],
    ['multipart/form-data', '--x'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="reference"\r\n\r\nab'],
  ])('that is malformed (%s) is refused, as a fault of its sender', async (type, body) => {
    const response = await fetch(`${service.url}/dlr`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(400);
  });

  test('that is too large or has too many parts is refused', async () => {
    const large = new FormData();
    large.set('reference', 'x'.repeat(100_000));
    expect((await report(large)).status).toBeGreaterThanOrEqual(400);
    const many = new FormData();
    for (let i = 0; i < 50; i += 1) many.set(`field${i}`, 'x');
    expect((await report(many)).status).toBeGreaterThanOrEqual(400);
    expect((await report(many)).status).toBeLessThan(500);
  });
});
