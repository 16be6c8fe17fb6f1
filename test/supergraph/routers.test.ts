import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { API_KEYS } from '../support/service.js';
import { type RouterName, type Supergraph, startSupergraph } from './support/supergraph.js';

const PLACE_ORDER = `mutation ($slug: ID!, $username: String!) {
  placeOrder(slug: $slug, username: $username) {
    id
    subscriber { customerName isp { name } plans { title offers { id } } orders { id } }
  }
}`;

const RENEW = `mutation ($offerId: ID!, $idempotencyKey: String!) {
  renew(input: { offerId: $offerId, idempotencyKey: $idempotencyKey }) {
    replayed
    problem { code message }
    renewal { id status advice order { id subscriber { username } } }
  }
}`;

const NOTE_RENEWAL = `mutation ($orderId: ID!, $renewalId: ID!) {
  noteRenewal(orderId: $orderId, renewalId: $renewalId) { renewal { status idempotencyKey order { id } } }
}`;

const READ_ORDER = `query ($id: ID!) {
  order(id: $id) {
    id
    subscriber { customerName orders { id } }
    renewal { status advice isp { slug name } amount { amount currency } }
  }
}`;

interface PlacedOrder {
  readonly placeOrder: {
    readonly id: string;
    readonly subscriber: {
      readonly customerName: string;
      readonly isp: { readonly name: string };
      readonly plans: readonly {
        readonly title: string;
        readonly offers: readonly { readonly id: string }[];
      }[];
      readonly orders: readonly { readonly id: string }[];
    };
  };
}

interface RenewAnswer {
  readonly replayed: boolean;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly renewal: {
    readonly id: string;
    readonly status: string;
    readonly order: { readonly id: string };
  } | null;
}

describe.each<RouterName>(['hive', 'apollo'])('behind the %s router', (router) => {
  let supergraph: Supergraph;
  beforeAll(async () => {
    supergraph = await startSupergraph(router);
  }, 60_000);
  beforeEach(async () => {
    await supergraph.service.sandbox.control.reset();
    supergraph.proxy.takeRequests();
  });
  afterAll(() => supergraph?.stop());

  const countCharges = () => supergraph.service.sandbox.control.charges().length;

  async function placeOrder(username = 'jeetenaug4') {
    const variables = { slug: 'fast-speed', username };
    const { data, errors } = await supergraph.ask<PlacedOrder>(PLACE_ORDER, { variables });
    if (!data) throw new Error(`no order was placed: ${JSON.stringify(errors)}`);
    const { id, subscriber } = data.placeOrder;
    const offerId = subscriber.plans.find(({ title }) => title !== 'TESTING')?.offers[0]?.id ?? '';
    return { id, subscriber, offerId };
  }

  async function renew(
    variables: { offerId: string; idempotencyKey: string },
    apiKey: string = API_KEYS.shop,
  ) {
    const { data, errors } = await supergraph.ask<{ renew: RenewAnswer }>(RENEW, { variables, apiKey });
    return { answer: data?.renew, errors };
  }

  /** An order that has led to a renewal, and says so. */
  async function fulfilOrder() {
    const { id, offerId } = await placeOrder();
    const { answer } = await renew({ offerId, idempotencyKey: id });
    const renewalId = answer?.renewal?.id ?? '';
    await supergraph.ask(NOTE_RENEWAL, { variables: { orderId: id, renewalId } });
    return { id, renewalId };
  }

  test("the README's queries work as they stand there", async () => {
    const readme = readFileSync('examples/supergraph/README.md', 'utf8');
    const [first = '', second = ''] = [...readme.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(
      ([, text]) => text,
    );
    const placed = await supergraph.ask<PlacedOrder>(first);
    expect(placed.errors).toEqual([]);
    const order = placed.data?.placeOrder;
    const variables = { orderId: order?.id, offerId: order?.subscriber.plans[0]?.offers[0]?.id };
    const bought = await supergraph.ask(second, { variables });
    expect(bought).toMatchObject({
      errors: [],
      data: { renew: { renewal: { advice: 'DEDUCT', order: { id: order?.id } } } },
    });
  });

  test('an order leads to its subscriber, and the subscriber to its orders', async () => {
    const { id, subscriber } = await placeOrder();
    expect(subscriber).toMatchObject({ customerName: 'jeetenaug4(23123213)', isp: { name: 'Fast Speed' } });
    expect(subscriber.orders).toContainEqual({ id });
    const { data } = await supergraph.ask(
      '{ subscriber(slug: "fast-speed", username: "jeetenaug4") { customerName orders { id subscriber { currentPlan } } } }',
    );
    expect(data).toMatchObject({
      subscriber: { orders: expect.arrayContaining([{ id, subscriber: { currentPlan: 'Fiber Gold' } }]) },
    });
  });

  test('a renewal is bought once and leads to its order; sent again, it is replayed', async () => {
    const { id, offerId } = await placeOrder();
    const { answer } = await renew({ offerId, idempotencyKey: id });
    expect(answer).toMatchObject({
      replayed: false,
      problem: null,
      renewal: {
        status: 'SUCCEEDED',
        advice: 'DEDUCT',
        order: { id, subscriber: { username: 'jeetenaug4' } },
      },
    });
    const again = await renew({ offerId, idempotencyKey: id });
    expect(again.answer).toEqual({ ...answer, replayed: true });
    expect(countCharges()).toBe(1);
  });

  test('an order leads to the renewal that was noted for it', async () => {
    const { id } = await fulfilOrder();
    const { data } = await supergraph.ask(READ_ORDER, { variables: { id } });
    expect(data).toMatchObject({
      order: {
        id,
        renewal: { status: 'SUCCEEDED', advice: 'DEDUCT', isp: { slug: 'fast-speed', name: 'Fast Speed' } },
      },
    });
  });

  test('two renewals in one operation are bought one after the other', async () => {
    const first = await placeOrder('plain');
    const second = await placeOrder('unicode');
    const { data } = await supergraph.ask<Record<'a' | 'b' | 'c', RenewAnswer>>(
      `mutation ($a: RenewInput!, $b: RenewInput!) {
        a: renew(input: $a) { replayed problem { code } renewal { status order { id } } }
        b: renew(input: $b) { replayed problem { code } renewal { status order { id } } }
        c: renew(input: $a) { replayed problem { code } renewal { status order { id } } }
      }`,
      {
        variables: {
          a: { offerId: first.offerId, idempotencyKey: first.id },
          b: { offerId: second.offerId, idempotencyKey: second.id },
        },
      },
    );
    expect(data).toEqual({
      a: { replayed: false, problem: null, renewal: { status: 'SUCCEEDED', order: { id: first.id } } },
      b: { replayed: false, problem: null, renewal: { status: 'SUCCEEDED', order: { id: second.id } } },
      c: { replayed: true, problem: null, renewal: { status: 'SUCCEEDED', order: { id: first.id } } },
    });
    expect(countCharges()).toBe(2);
    expect(supergraph.service.sandbox.control.maxInFlight('commit')).toBe(1);
  });

  test('an answer that gets lost on the way to the router costs no second charge', async () => {
    const { id, offerId } = await placeOrder();
    supergraph.proxy.takeRequests();
    supergraph.proxy.loseAnswerTo(id);
    const first = await renew({ offerId, idempotencyKey: id });
    const sent = supergraph.proxy.takeRequests().filter(({ body }) => body.includes(offerId)).length;
    // Hive Gateway is set up to try again by itself; Apollo's gateway leaves that to the client.
    expect({ sent, isAnswered: first.answer?.replayed === true }).toEqual(
      router === 'hive' ? { sent: 2, isAnswered: true } : { sent: 1, isAnswered: false },
    );
    const { answer } = await renew({ offerId, idempotencyKey: id });
    expect(answer).toMatchObject({ replayed: true, renewal: { status: 'SUCCEEDED' } });
    expect(countCharges()).toBe(1);
  });

  test.each([
    ['not-found', 'SUBSCRIBER_NOT_FOUND', false],
    ['details-maintenance', 'UPSTREAM_MAINTENANCE', true],
  ])('the lookup of %s fails with %s, and says whether to try again', async (username, code, retryable) => {
    const { data, errors } = await supergraph.ask(
      'query ($username: String!) { isps { slug } subscriber(slug: "vns", username: $username) { customerName } }',
      { variables: { username } },
    );
    expect(data).toMatchObject({ subscriber: null, isps: expect.arrayContaining([{ slug: 'vns' }]) });
    expect(errors).toMatchObject([{ path: ['subscriber'], extensions: { code, retryable } }]);
  });

  test('a reference that cannot be looked up is an error where it stands', async () => {
    const { data, errors } = await supergraph.ask(
      'mutation { placeOrder(slug: "vns", username: "not-found") { id subscriber { username customerName } } }',
    );
    expect(data ?? null).toBeNull();
    expect(errors[0]?.path?.slice(0, 2)).toEqual(['placeOrder', 'subscriber']);
    expect(errors[0]).toMatchObject({
      extensions: { code: 'SUBSCRIBER_NOT_FOUND', retryable: false },
    });
  });

  test('what keeps a purchase from being made is data', async () => {
    const { id } = await placeOrder();
    const { answer, errors } = await renew({ offerId: 'no offer', idempotencyKey: id });
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({ renewal: null, problem: { code: 'OFFER_INVALID' } });
    expect(countCharges()).toBe(0);
  });

  test('a wrong input is named, field by field', async () => {
    const { errors } = await renew({ offerId: 'x', idempotencyKey: '' });
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', retryable: false, fields: [{ field: 'idempotencyKey' }] } },
    ]);
  });

  test("the client's key decides what it may do", async () => {
    const lookUp = '{ subscriber(slug: "vns", username: "plain") { customerName } }';
    const nobody = await supergraph.ask(lookUp, { apiKey: null });
    expect(nobody.errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
    const wrong = await supergraph.ask(lookUp, { apiKey: 'wrong' });
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    const { errors } = await renew({ offerId: 'x', idempotencyKey: 'k' }, API_KEYS.reader);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', retryable: false });
    const reader = await supergraph.ask(lookUp, { apiKey: API_KEYS.reader });
    expect(reader.errors).toEqual([]);
  });

  test("another client's renewal does not exist, also by way of an order", async () => {
    const { id, renewalId } = await fulfilOrder();
    const own = await supergraph.ask(READ_ORDER, { variables: { id } });
    expect(own.data).toMatchObject({ order: { renewal: { status: 'SUCCEEDED' } } });
    const others = await supergraph.ask(READ_ORDER, { variables: { id }, apiKey: API_KEYS.otherShop });
    expect(others.data).toMatchObject({ order: { id, renewal: null } });
    const direct = await supergraph.ask('query ($id: ID!) { renewal(id: $id) { status } }', {
      variables: { id: renewalId },
      apiKey: API_KEYS.otherShop,
    });
    expect(direct.data).toEqual({ renewal: null });
  });

  test('the trace and the key reach the subgraph, also for references', async () => {
    const traceId = randomBytes(16).toString('hex');
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    await supergraph.ask(
      'mutation { placeOrder(slug: "vns", username: "plain") { subscriber { customerName } } }',
      {
        headers,
      },
    );
    const passed = supergraph.proxy.takeRequests();
    expect(passed.map(({ body }) => body.includes('_entities'))).toEqual([true]);
    expect(passed[0]?.headers).toMatchObject({
      traceparent: expect.stringContaining(traceId),
      'x-api-key': API_KEYS.shop,
    });
  });

  test('what may be kept, and by whom, is for the router to make something of', async () => {
    const hintFor = async (query: string) => {
      const { body, headers } = await request(supergraph.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
        body: JSON.stringify({ query }),
      });
      await body.dump();
      return headers['cache-control'];
    };
    // Hive Gateway leaves it to its own response cache.
    const isApollo = router === 'apollo';
    expect(await hintFor('{ isps { slug } }')).toBe(isApollo ? 'max-age=3600, public' : undefined);
    const lookUp = '{ subscriber(slug: "vns", username: "plain") { username } }';
    expect(await hintFor(lookUp)).toBe(isApollo ? 'no-store' : undefined);
  });
});
