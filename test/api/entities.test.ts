import { purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Isp { slug name }
    ... on Subscriber { slug username customerName isp { name } }
    ... on Renewal { id status isp { slug } events { type } }
  }
}`;

interface Entities {
  readonly _entities: readonly (Record<string, unknown> | null)[];
}

describe('entities (Federation 2)', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  beforeEach(() => service.sandbox.control.reset());
  afterAll(() => service.stop());

  function resolve(representations: object[], apiKey: string | null = API_KEYS.shop) {
    return service.ask<Entities, { representations: object[] }>(ENTITIES, { representations }, { apiKey });
  }

  test('are found by their keys, in the order asked for', async () => {
    const { id } = await purchase(service);
    const { data } = await resolve([
      { __typename: 'Renewal', id },
      { __typename: 'Isp', slug: 'vns' },
      { __typename: 'Subscriber', slug: 'hons', username: 'plain' },
      { __typename: 'Isp', slug: 'nobody' },
    ]);
    expect(data?._entities).toMatchObject([
      { __typename: 'Renewal', id, status: 'SUCCEEDED', isp: { slug: 'fast-speed' } },
      { __typename: 'Isp', slug: 'vns', name: 'VNS' },
      { __typename: 'Subscriber', slug: 'hons', username: 'plain', isp: { name: 'Hons' } },
      null,
    ]);
  });

  test('ask upstream once for the same subscriber', async () => {
    const one = { __typename: 'Subscriber', slug: 'hons', username: 'plain' };
    await resolve([one, one, one]);
    expect(service.sandbox.control.requests().counts.details).toBe(1);
  });

  test('fail one by one', async () => {
    const { data, errors } = await resolve([
      { __typename: 'Subscriber', slug: 'hons', username: 'not-found' },
      { __typename: 'Subscriber', slug: 'hons', username: 'plain' },
    ]);
    expect(data?._entities).toMatchObject([null, { username: 'plain' }]);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['SUBSCRIBER_NOT_FOUND']);
  });

  test.each([
    [null],
    ['text'],
    [{}],
    [{ __typename: 'Nothing', id: 'x' }],
    [{ __typename: 'constructor' }],
    [{ __typename: 'Isp' }],
    [{ __typename: 'Subscriber', slug: 'vns', username: 5 }],
    [{ __typename: 'Renewal', id: { a: 1 } }],
  ])('refuse %j as no reference', async (representation) => {
    const { errors } = await resolve([representation as object]);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('keep to scopes and ownership', async () => {
    const { id } = await purchase(service);
    const renewal = { __typename: 'Renewal', id };
    const subscriber = { __typename: 'Subscriber', slug: 'hons', username: 'plain' };
    const calls = service.sandbox.control.requests().counts.details;
    expect((await resolve([renewal], API_KEYS.otherShop)).data?._entities).toEqual([null]);
    expect((await resolve([renewal], API_KEYS.operator)).data?._entities).toMatchObject([{ id }]);
    expect((await resolve([renewal], API_KEYS.reader)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await resolve([subscriber], null)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(service.sandbox.control.requests().counts.details).toBe(calls);
  });
});
