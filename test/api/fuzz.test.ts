import fc from 'fast-check';
import { request } from 'undici';
import { API_KEYS, startService, type TestService } from '../support/service.js';

/** How many cases of each kind; `FUZZ_RUNS=100000` for a long night. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);

const word = fc.constantFrom(
  'isps',
  'isp',
  'subscriber',
  'renewals',
  'renewal',
  'credits',
  'renew',
  '_entities',
  '_service',
  '__schema',
  '__typename',
  'slug',
  'username',
  'id',
  'filter',
  'first',
  'after',
  'query',
  'mutation',
  'fragment',
  'on',
  'Query',
  'Renewal',
  'null',
  'true',
  '$v',
  '@include',
  '@skip',
  '...',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '=',
  '|',
  '&',
  '"',
  '"""',
  '#',
  '-1',
  '1e999',
  '0',
  ',',
);
const document = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const plausible = fc
  .tuple(
    fc.constantFrom(
      'isp(slug: $v) { name }',
      'subscriber(slug: $v, username: $v) { username }',
      'renewals(first: $v, after: $v) { edges { cursor } }',
      'renewal(id: $v) { id }',
      '_entities(representations: $v) { __typename }',
    ),
    fc.constantFrom('ID!', 'String!', 'Int', '[_Any!]!', 'RenewalFilter'),
  )
  .map(([field, type]) => `query ($v: ${type}) { ${field} }`);

describe('whatever anybody sends', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  async function post(path: string, body: string, headers: Record<string, string>): Promise<number> {
    const response = await request(`${service.url}${path}`, { method: 'POST', headers, body });
    await response.body.dump();
    return response.statusCode;
  }

  function postJson(body: string): Promise<number> {
    return post('/graphql', body, { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop });
  }

  test("documents and variables are answered, or refused as the sender's fault", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(document, plausible), fc.jsonValue({ maxDepth: 4 }), async (query, v) => {
        expect(await postJson(JSON.stringify({ query, variables: { v } }))).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
    // Not `expect`, which would print every line.
    expect(service.logs().includes('unexpected error')).toBe(false);
  }, 600_000);

  test('so are bodies of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: 'binary', maxLength: 500 })),
        async (body) => {
          expect(await postJson(body)).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS },
    );
  }, 600_000);

  test('so are headers', async () => {
    const value = fc.string({ unit: fc.constantFrom(...'abcXYZ019 ,;=/*"()<>@[]{}?'), maxLength: 60 });
    const name = fc.constantFrom(
      'accept',
      'content-type',
      'x-api-key',
      'authorization',
      'x-request-id',
      'origin',
      'cookie',
      'traceparent',
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 4 }), async (headers) => {
        expect(await post('/graphql', '{"query":"{ isps { slug } }"}', headers)).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  test('so are delivery reports', async () => {
    const line = fc.constantFrom(
      '--x',
      '--x--',
      '\r\n',
      'content-disposition: form-data; name="reference"',
      'content-type: text/plain',
      'abc',
      '\0',
      '',
    );
    const body = fc.oneof(
      fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\r\n')),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    const type = fc.constantFrom(
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/json',
      'text/plain',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(body, type, async (text, contentType) => {
        expect(await post('/dlr', text, { 'content-type': contentType })).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
