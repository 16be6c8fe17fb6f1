import { request } from 'undici';
import { type Collector, startCollector } from '../support/collector.js';
import { findOffer, purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

/** One request on a trace of its own, so that the calls it led to can be counted afterwards. */
interface Asked {
  readonly answer: { readonly status: number; readonly headers: object; readonly text: string };
  readonly traceId: string;
}

const FACTS = 'id status username idempotencyKey';
const RENEWAL = `query ($id: ID!) { renewal(id: $id) { ${FACTS} } }`;
const CHECK = `mutation ($id: ID!) { checkRenewal(id: $id) { ${FACTS} } }`;
const ENTITY = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Renewal { ${FACTS} } } }`;
const RENEW = `mutation ($offerId: ID!, $key: String!) {
  renew(input: { offerId: $offerId, idempotencyKey: $key }) { replayed problem { code message } renewal { id } } }`;
const LISTED = `query ($u: String!) { renewals(filter: { username: $u }) { edges { node { id } } pageInfo { endCursor } } }`;

const UNKNOWN_ID = '00000000-0000-7000-8000-000000000000';

describe("what is another client's is as if it were not there", () => {
  let service: TestService;
  let collector: Collector;
  let traces = 0;
  beforeAll(async () => {
    collector = await startCollector();
    service = await startService({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint } });
  });
  afterAll(async () => {
    await service.stop();
    await collector.close();
  });

  async function send(
    headers: Record<string, string>,
    query: string,
    variables: object = {},
  ): Promise<Asked> {
    traces += 1;
    const traceId = traces.toString(16).padStart(32, 'a');
    const response = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'same',
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { date: _date, ...answered } = response.headers;
    const text = await response.body.text();
    return { answer: { status: response.statusCode, headers: answered, text }, traceId };
  }

  const asOther = (query: string, variables: object) =>
    send({ 'x-api-key': API_KEYS.otherShop }, query, variables);

  /** The names of the calls of one request, in the order they were made: ledger, provider and all. */
  async function listCalls({ traceId }: Asked): Promise<string[]> {
    const spans = () => collector.spans().filter((span) => span.traceId === traceId);
    return spans()
      .map(({ name }) => name)
      .sort();
  }

  async function expectSame(pairs: readonly (readonly [Asked, Asked])[]): Promise<void> {
    const upstream = service.sandbox.control.requests().counts;
    // The service sends what spans it has when it stops.
    await service.stop();
    for (const [theirs, nobodys] of pairs) {
      expect(theirs.answer).toEqual(nobodys.answer);
      const calls = await listCalls(theirs);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls).toEqual(await listCalls(nobodys));
      expect(calls.filter((name) => name.startsWith('hashcnet.'))).toEqual([]);
    }
    expect(upstream).toMatchObject({ lookup: 0, bulk: 0 });
  }

  test('renewals, offers, keys and names: the same bytes, after the same calls', async () => {
    const pending = await purchase(service, { username: 'queued', slug: 'vns' });
    const offerId = await findOffer(service, { username: 'plain', slug: 'vns' });
    const forged = `${offerId.slice(0, -4)}AAAA`;
    const { length } = forged;
    expect(offerId).toHaveLength(length);
    const simple = '{ isps { slug } }';
    const [key, wrongKey] = [API_KEYS.shop, 'x'.repeat(API_KEYS.shop.length)];
    await expectSame([
      [await asOther(RENEWAL, { id: pending.id }), await asOther(RENEWAL, { id: UNKNOWN_ID })],
      [await asOther(RENEWAL, { id: pending.id }), await asOther(RENEWAL, { id: 'no id at all' })],
      [await asOther(CHECK, { id: pending.id }), await asOther(CHECK, { id: UNKNOWN_ID })],
      [
        await asOther(ENTITY, { r: [{ __typename: 'Renewal', id: pending.id }] }),
        await asOther(ENTITY, { r: [{ __typename: 'Renewal', id: UNKNOWN_ID }] }),
      ],
      [await asOther(RENEW, { offerId, key: 'k' }), await asOther(RENEW, { offerId: forged, key: 'k' })],
      [
        await asOther(RENEW, { offerId, key: pending.idempotencyKey }),
        await asOther(RENEW, { offerId: 'nothing', key: 'fresh' }),
      ],
      [await asOther(LISTED, { u: 'queued' }), await asOther(LISTED, { u: 'nobody' })],
      [await send({ 'x-api-key': wrongKey }, simple), await send({ 'x-api-key': '' }, simple)],
      [await send({ 'x-api-key': `${key}x` }, simple), await send({ 'x-api-key': '"{<>}' }, simple)],
      [
        await send({ authorization: 'Bearer a.b.c' }, simple),
        await send({ authorization: 'Basic dXNlcjpwYXNz' }, simple),
      ],
    ]);
  });
});
