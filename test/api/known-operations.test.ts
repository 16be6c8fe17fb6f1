import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { request } from 'undici';
import { systemClock } from '../../src/values/clock.js';
import { buy, findOffer } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

const SUBSCRIBER = `query ($slug: ID!, $username: String!) {
  subscriber(slug: $slug, username: $username) {
    __typename slug username customerName currentPlan daysRemaining hasDue acceptsAdvancePayment isp { slug name }
    plans { title packageCode isCurrent offers { durationCode durationTitle expiresAt price { amount currency } } }
  }
}`;

const RENEWALS = `query ($first: Int, $filter: RenewalFilter, $withEvents: Boolean = true) {
  renewals(first: $first, filter: $filter) {
    edges { cursor node { id status advice amount { amount } failure { code message } refunds { amount { amount } }
      isp { name } createdAt settledAt events @include(if: $withEvents) { type message at } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Isp { slug name }
    ... on Subscriber { username customerName plans { title } }
    ... on Renewal { id status events { type } }
  }
}`;

interface Case {
  readonly query: string;
  readonly variables?: object | null;
  readonly operationName?: string;
  readonly apiKey?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** By name; REFERENCE stands for the id of a renewal that was made before. */
const CASES: Readonly<Record<string, Case>> = {
  'a list': { query: '{ isps { slug name } }' },
  'a list for nobody in particular': { query: '{ isps { slug name } }', apiKey: null },
  aliases: { query: '{ one: isp(slug: "vns") { name } two: isp(slug: "nothing") { name } }' },
  'a named operation of two': {
    query: 'query A { isps { slug } } query B { isp(slug: "vns") { name __typename } }',
    operationName: 'B',
  },
  'an operation that is not there': { query: 'query A { isps { slug } }', operationName: 'C' },
  'fragments and directives': {
    query: `query ($yes: Boolean!) { ...F isp(slug: "vns") @skip(if: $yes) { slug } }
      fragment F on Query { isps { ... on Isp { name @include(if: $yes) } } }`,
    variables: { yes: true },
  },
  'a subscriber': { query: SUBSCRIBER, variables: { slug: 'fast-speed', username: 'jeetenaug4' } },
  'an odd subscriber': { query: SUBSCRIBER, variables: { slug: 'vns', username: 'unicode' } },
  'nobody of that name': { query: SUBSCRIBER, variables: { slug: 'vns', username: 'not-found' } },
  'an ISP that is not there': { query: SUBSCRIBER, variables: { slug: 'nothing', username: 'x' } },
  'a provider in maintenance': {
    query: SUBSCRIBER,
    variables: { slug: 'vns', username: 'details-maintenance' },
  },
  'a caller without a key': { query: SUBSCRIBER, variables: { slug: 'vns', username: 'x' }, apiKey: null },
  'a caller with a wrong key': {
    query: SUBSCRIBER,
    variables: { slug: 'vns', username: 'x' },
    apiKey: 'wrong',
  },
  'a caller without the scope': { query: '{ credits { available } }', apiKey: API_KEYS.shop },
  'an operator': { query: '{ credits { available consumed } }', apiKey: API_KEYS.operator },
  'a username that is none': { query: SUBSCRIBER, variables: { slug: 'vns', username: '  ' } },
  'a variable of another type': { query: SUBSCRIBER, variables: { slug: 'vns', username: { a: 1 } } },
  'a variable that is missing': { query: SUBSCRIBER, variables: { slug: 'vns' } },
  'a variable that is null': { query: SUBSCRIBER, variables: { slug: null, username: 'x' } },
  'variables that are null': { query: SUBSCRIBER, variables: null },
  'variables that nobody asks for': { query: '{ isps { slug } }', variables: { more: [1] } },
  'a null where the argument takes none': {
    query: `query ($username: String = "plain", $no: Boolean = true) {
      isps @skip(if: $no) { slug } subscriber(slug: "vns", username: $username) { username } }`,
    variables: { username: null },
  },
  'a page of renewals': { query: RENEWALS, variables: { first: 5 } },
  'a page without its events': { query: RENEWALS, variables: { first: 5, withEvents: false } },
  'a filter': { query: RENEWALS, variables: { filter: { status: ['FAILED'], slug: 'vns' } } },
  'a filter with a wrong enum': { query: RENEWALS, variables: { filter: { status: ['SOLD'] } } },
  'a filter with a wrong date': { query: RENEWALS, variables: { filter: { createdFrom: 'yesterday' } } },
  'a filter with a field too many': { query: RENEWALS, variables: { filter: { color: 'red' } } },
  'a filter that is a list': { query: RENEWALS, variables: { filter: [] } },
  'a filter that is null': { query: RENEWALS, variables: { filter: null } },
  'a directive told null': {
    query: 'query ($no: Boolean = false) { isps { slug name @skip(if: $no) } }',
    variables: { no: null },
  },
  'a page too long': { query: RENEWALS, variables: { first: 101 } },
  'a page of half a renewal': { query: RENEWALS, variables: { first: 1.5 } },
  'one renewal': {
    query: 'query ($id: ID!) { renewal(id: $id) { status isp { name } } }',
    variables: { id: 'REFERENCE' },
  },
  "another's renewal": {
    query: 'query ($id: ID!) { renewal(id: $id) { status } }',
    variables: { id: 'REFERENCE' },
    apiKey: API_KEYS.otherShop,
  },
  entities: {
    query: ENTITIES,
    variables: {
      representations: [
        { __typename: 'Isp', slug: 'vns' },
        { __typename: 'Subscriber', slug: 'vns', username: 'plain-1' },
        { __typename: 'Renewal', id: 'REFERENCE' },
        { __typename: 'Isp', slug: 'nothing' },
        { __typename: 'Subscriber', slug: 'vns', username: 'not-found' },
      ],
    },
  },
  'references of which the first fails after the others are there': {
    query: ENTITIES,
    variables: {
      representations: [
        { __typename: 'Subscriber', slug: 'vns', username: 'not-found' },
        { __typename: 'Isp', slug: 'vns' },
      ],
    },
  },
  'references of which the last fails before the first is there': {
    query: ENTITIES,
    variables: {
      representations: [
        { __typename: 'Subscriber', slug: 'vns', username: 'plain-1' },
        { __typename: 'Subscriber', slug: 'vns', username: ' ' },
      ],
    },
  },
  'references that are none': {
    query: ENTITIES,
    variables: { representations: [{ __typename: 'Nothing' }] },
  },
  'the service': { query: '{ _service { sdl } }', apiKey: null },
  'errors beside data': {
    query: `{ isps { slug } s: subscriber(slug: "vns", username: "not-found") { slug } t: subscriber(slug: "vns", username: "plain") { slug } }`,
  },
  'an accepted media type': {
    query: '{ isps { slug } }',
    headers: { accept: 'application/graphql-response+json' },
  },
  'a media type that is not to be had': { query: '{ isps { slug } }', headers: { accept: 'text/plain' } },
  'introspection where it is off': { query: '{ __schema { types { name } } }' },
  'a type name': { query: '{ __typename }' },
};

/** Of each text, the first answer comes through Apollo Server; with one, every later answer comes beside it. */
describe.each([1, Number.POSITIVE_INFINITY])('answers when compiled after %d uses', (compileAfterUses) => {
  let service: TestService;
  let folder: string;
  let renewalId: string;
  beforeAll(async () => {
    const nowMs = systemClock.nowMs();
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-known-'));
    service = await startService({
      compileAfterUses,
      clock: { ...systemClock, nowMs: () => nowMs },
      env: { DATABASE_URL: `sqlite:${join(folder, 'ledger.db')}` },
    });
    const { data } = await buy(service, { offerId: await findOffer(service) });
    renewalId = data?.renew.renewal?.id ?? '';
    await buy(service, { offerId: await findOffer(service, { username: 'commit-refused', slug: 'vns' }) });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask({ query, variables, operationName, apiKey = API_KEYS.shop, headers }: Case) {
    const body = JSON.stringify({ query, variables, operationName }).replaceAll('REFERENCE', renewalId);
    const answer = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'the-same',
        ...(apiKey !== null && { 'x-api-key': apiKey }),
        ...headers,
      },
      body,
    });
    const { date: _date, ...kept } = answer.headers;
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: kept, text };
  }

  test.each(Object.entries(CASES))('%s: the third is the first, to the byte', async (name, ofCase) => {
    // A text of its own, or another case's would have had it compiled before.
    const asked = { ...ofCase, query: `${ofCase.query} # ${name}` };
    const first = await ask(asked);
    await ask(asked);
    expect(await ask(asked)).toEqual(first);
  });

  test('a fault of the service itself, in one field: the third is the first, to the byte', async () => {
    const asked = { query: '{ isps { slug } renewals(first: 1) { edges { cursor } } }' };
    const whole = await ask(asked);
    const database = new DatabaseSync(join(folder, 'ledger.db'));
    database.exec('ALTER TABLE renewals RENAME TO hidden');
    const first = await ask({ query: `${asked.query} ` });
    expect(first.text).toContain('INTERNAL_SERVER_ERROR');
    const third = await ask(asked);
    database.exec('ALTER TABLE hidden RENAME TO renewals');
    database.close();
    expect(third.text.replace(/"column":\d+/g, '')).toBe(first.text.replace(/"column":\d+/g, ''));
    expect(third.status).toBe(first.status);
    expect((await ask(asked)).text).toBe(whole.text);
  });

  test('and it was the way it was meant to be', async () => {
    const { body } = await request(`${service.url}/metrics`);
    const count = Number(/^compiled_queries_total (\d+)$/m.exec(await body.text())?.[1]);
    expect(count > 40).toBe(compileAfterUses === 1);
  });
});

describe('a compiled query', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function post(asked: { query: string; operationName?: string }) {
    const { statusCode, body } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    await body.dump();
    return statusCode;
  }

  test('is found by its own text and name only', async () => {
    const query = 'query A { isps { slug } }';
    expect(await post({ query, operationName: 'A' })).toBe(200);
    expect(await post({ query: `A\n${query}` })).toBe(400);
    expect(await post({ query: '\nquery B { isps { slug } }' })).toBe(200);
    expect(await post({ query: 'query B { isps { slug } }', operationName: '' })).toBe(400);
    expect(await post({ query: '{ isps { slug } }', operationName: 'A\nquery A' })).toBe(400);
  });
});
