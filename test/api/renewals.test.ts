import {
  RenewalDocument,
  RenewalsDocument,
  type RenewalsQueryVariables,
} from '../../client/generated/graphql.js';
import { purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

describe('renewals', () => {
  let service: TestService;
  const ids: string[] = [];
  beforeAll(async () => {
    service = await startService();
    for (const username of ['plain', 'queued', 'failed', 'plain-2', 'commit-1017-charged']) {
      ids.unshift((await purchase(service, { username })).id);
    }
    ids.unshift((await purchase(service, { username: 'plain', slug: 'vns' })).id);
    await purchase(service, { username: 'plain', apiKey: API_KEYS.otherShop });
  });
  afterAll(() => service.stop());

  async function list(variables: RenewalsQueryVariables = {}, apiKey: string = API_KEYS.shop) {
    const { data, errors } = await service.ask(RenewalsDocument, variables, { apiKey });
    if (!data) throw new Error(JSON.stringify(errors));
    return data.renewals;
  }

  async function usernames(filter: RenewalsQueryVariables['filter']) {
    return (await list({ filter })).edges.map(({ node }) => node.username);
  }

  test("come newest first, one's own", async () => {
    const { edges, pageInfo } = await list();
    expect(edges.map(({ node }) => node.id)).toEqual(ids);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    });
  });

  test('page through the whole list, nothing twice and nothing missing, while new ones come', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { edges, pageInfo } = await list({ first: 2, after });
      seen.push(...edges.map(({ node }) => node.id));
      expect(pageInfo.hasPreviousPage).toBe(page > 0);
      if (page === 0) await purchase(service, { username: 'plain-3' });
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(ids);
  });

  test('are filtered by status, ISP, username and time, together', async () => {
    expect(await usernames({ status: ['FAILED'] })).toEqual(['failed']);
    expect(await usernames({ status: ['PENDING'] })).toEqual(['commit-1017-charged', 'queued']);
    expect(await usernames({ slug: 'vns' })).toEqual(['plain']);
    expect(await usernames({ username: ' plain ' })).toEqual(['plain', 'plain']);
    expect(await usernames({ username: 'plain', slug: 'vns', status: ['SUCCEEDED'] })).toEqual(['plain']);
    expect(await usernames({ needsAttention: true })).toEqual([]);
    expect(await usernames({ status: [] })).toEqual([]);
    const [newest] = (await list({ first: 1 })).edges;
    const at = newest?.node.createdAt ?? '';
    expect(await usernames({ createdFrom: at })).toEqual([newest?.node.username]);
    expect(await usernames({ createdBefore: at })).not.toContain('plain-3');
  });

  test("of all clients are an operator's to see", async () => {
    const { edges } = await list({ first: 100 }, API_KEYS.operator);
    expect(edges.length).toBe(8);
  });

  test('of another client do not exist', async () => {
    const { data, errors } = await service.ask(
      RenewalDocument,
      { id: ids[0] ?? '' },
      { apiKey: API_KEYS.otherShop },
    );
    expect({ data, errors }).toEqual({ data: { renewal: null }, errors: [] });
    const none = await service.ask(RenewalDocument, { id: 'no-such-id' });
    expect(none.data).toEqual({ renewal: null });
  });

  test.each([
    [{ first: 0 }],
    [{ first: 101 }],
    [{ after: 'not a cursor' }],
    [{ after: '' }],
    [{ filter: { username: ' ' } }],
  ])('refuse %j', async (variables) => {
    const { errors } = await service.ask(RenewalsDocument, variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false });
  });
});
