import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { API_KEYS, startService, type TestService } from '../support/service.js';

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(' ');
}

const NESTED = `{ ${'isp(slug: "x") { '.repeat(9)} slug ${'}'.repeat(9)} }`;

/** Each is refused before validation: most are not even valid, and the first would be validated for minutes. */
const TOO_LARGE: [name: string, query: string, limit: RegExp][] = [
  [
    'fields that merge into each other',
    `{ renewals { edges { node { ... on Renewal { ${repeat(301, () => 'id')} } } } } }`,
    /fields/,
  ],
  ['nine levels', NESTED, /depth/],
  [
    '60 aliased mutations',
    `mutation { ${repeat(60, (i) => `m${i}: checkRenewal(id: "x") { id }`)} }`,
    /aliases|root/,
  ],
  ['300 aliases of __typename', `{ ${repeat(300, (i) => `a${i}: __typename`)} }`, /aliases|root/],
  ['11 root fields', `{ ${repeat(11, () => 'isps { slug }')} }`, /root fields/],
  ['11 directives', `{ isps { slug ${repeat(11, () => '@include(if: true)')} } }`, /directives/],
  ['over 1000 tokens', `{ isps { ${repeat(1000, () => 'slug')} } }`, /tokens/],
  [
    'a fragment bomb',
    `{ ...F0 } ${repeat(40, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { isps { slug } }`,
    /fields|root/,
  ],
];

describe('the limits of one request', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  test.each(TOO_LARGE)('refuse %s', async (_name, query, limit) => {
    const { status, errors, data } = await service.ask(query);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors[0]?.message).toMatch(limit);
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', retryable: false });
  });

  test('refuse more than 100 entities, however they are given', async () => {
    const representations = Array.from({ length: 101 }, () => ({ __typename: 'Isp', slug: 'vns' }));
    const byVariable = await service.ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r: representations },
    );
    const literal = repeat(101, () => '{ __typename: "Isp" }');
    const byLiteral = await service.ask(`{ _entities(representations: [${literal}]) { __typename } }`);
    for (const { status, errors } of [byVariable, byLiteral]) {
      expect(status).toBe(400);
      expect(errors[0]?.message).toMatch(/entities|tokens/);
    }
    const allowed = await service.ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r: representations.slice(1) },
    );
    expect(allowed.status).toBe(200);
  });

  test('ask nothing upstream and look nothing up', async () => {
    const query = `{ ${repeat(21, (i) => `s${i}: subscriber(slug: "vns", username: "plain") { username }`)} }`;
    expect((await service.ask(query)).status).toBe(400);
    expect(service.sandbox.control.requests().counts.details).toBe(0);
  });

  test('hold for a compressed body: none is unpacked', async () => {
    const body = gzipSync(JSON.stringify({ query: `{ isps { slug } } #${'x'.repeat(40_000_000)}` }));
    const { statusCode, body: answer } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-api-key': API_KEYS.shop },
      body,
    });
    await answer.dump();
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
  });

  test.each([
    [
      'a variable of the wrong shape',
      'query ($f: RenewalFilter) { renewals(filter: $f) { edges { cursor } } }',
      { f: 'my-secret-input' },
    ],
    [
      'a variable with a wrong field',
      'query ($f: RenewalFilter) { renewals(filter: $f) { edges { cursor } } }',
      { f: { username: { a: 'my-secret-input' } } },
    ],
    [
      'a variable of a wrong type',
      'query ($n: Int) { renewals(first: $n) { edges { cursor } } }',
      { n: 'my-secret-input' },
    ],
    [
      'a wrong enum',
      'query ($f: RenewalFilter) { renewals(filter: $f) { edges { cursor } } }',
      { f: { status: ['my-secret-input'] } },
    ],
    ['a literal of a wrong type', '{ renewals(first: "my-secret-input") { edges { cursor } } }', {}],
    ['a literal object', '{ isp(slug: { x: "my-secret-input" }) { name } }', {}],
    ['a wrong instant', '{ renewals(filter: { createdFrom: "my-secret-input" }) { edges { cursor } } }', {}],
  ])('never echo the input: %s', async (_name, query, variables) => {
    const { status, errors } = await service.ask(query, variables);
    expect(status).toBe(400);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toContain('my-secret-input');
  });
});
