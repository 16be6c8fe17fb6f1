import { request } from 'undici';

/** A request that wants to cost much, or to hear its own words again, and what becomes of it. */
export interface HostileRequest {
  readonly name: string;
  readonly status: number;
  /** What the answer says, where something else would refuse it too, but later and at a price. */
  readonly says?: RegExp;
  /** Words of it that no answer may repeat. */
  readonly echoes?: readonly string[];
  send(url: string, apiKey: string): Promise<{ status: number; text: string }>;
}

const MARK = 'marked-input';

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(' ');
}

function body(name: string, text: string | Buffer, status = 400): HostileRequest {
  return {
    name,
    status,
    echoes: [MARK],
    send: async (url, apiKey) => {
      const response = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
        body: text,
      });
      return { status: response.statusCode, text: await response.body.text() };
    },
  };
}

function post(name: string, query: string, variables: unknown = {}): HostileRequest {
  return body(name, JSON.stringify({ query, variables }));
}

/** Refused by the field it is for, which is null then: other fields of the request are answered. */
function field(name: string, query: string, variables: unknown): HostileRequest {
  return { ...post(name, query, variables), status: 200 };
}

function get(name: string, search: Readonly<Record<string, string>>): HostileRequest {
  return {
    name,
    status: 400,
    echoes: [MARK],
    send: async (url, apiKey) => {
      const response = await request(`${url}/graphql?${new URLSearchParams(search)}`, {
        headers: { 'x-api-key': apiKey, 'apollo-require-preflight': 'yes' },
      });
      return { status: response.statusCode, text: await response.body.text() };
    },
  };
}

const ENTITIES = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
const FILTERED = 'query ($f: RenewalFilter) { renewals(filter: $f) { edges { cursor } } }';
const SUBSCRIBER = 'query ($u: String!) { subscriber(slug: "vns", username: $u) { username } }';
const ISP_REFERENCE = { __typename: 'Isp', slug: 'vns' };
const ISP_LITERAL = '{ __typename: "Isp", slug: "a" }';
/** Under 600 bytes, each level twice in the one above: a validator compares 2 to the power of the levels in pairs. */
const MERGING = `{ ...A0 } ${repeat(9, (i) => `fragment A${i} on Isp { a { ...A${i + 1} } a { ...A${i + 1} } }`)} fragment A9 on Isp { slug }`;

function nest(depth: number, text: string): string {
  return `${'['.repeat(depth)}${text}${']'.repeat(depth)}`;
}

const TREE = repeat(40, (level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} } `);

/** What one request may cost, put to the test. Each is refused whole: nothing of it is resolved. */
export const HOSTILE: readonly HostileRequest[] = [
  post(
    'fields that merge into each other, 301 times',
    `{ renewals { edges { node { ${repeat(301, () => 'id')} } } } }`,
  ),
  {
    ...post(
      'fields that merge, in a fragment that nothing spreads',
      `{ isps { slug } } fragment F on Renewal { ${repeat(950, () => 'id')} }`,
    ),
    says: /too large/,
  },
  { ...post('fragments that nest and merge, in 600 bytes', MERGING), says: /too large/ },
  post('100 aliased mutations', `mutation { ${repeat(100, (i) => `m${i}: checkRenewal(id: "x") { id }`)} }`),
  post('300 aliases of __typename', `{ ${repeat(300, (i) => `a${i}: __typename`)} }`),
  post(
    '50 aliased lookups',
    `{ ${repeat(50, (i) => `s${i}: subscriber(slug: "vns", username: "plain") { username }`)} }`,
  ),
  post('a fragment that doubles forty times', `{ ...F0 } ${TREE} fragment F40 on Query { isps { slug } }`),
  post(
    'a fragment that spreads itself',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A isps { slug } }',
  ),
  post('eleven directives', `{ isps { slug ${repeat(11, () => '@include(if: true)')} } }`),
  post('a thousand unknown directives', `{ isps { slug ${repeat(1000, () => '@a')} } }`),
  post('directives on an operation', `query ${repeat(300, () => '@a')} { isps { slug } }`),
  post('nine levels', `{ ${'isp(slug: "x") { '.repeat(9)} slug ${'}'.repeat(9)} }`),
  post('a thousand levels', `${'{ a '.repeat(1000)}${'}'.repeat(1000)}`),
  post('a list of 900 levels', `{ isp(slug: ${nest(450, '1')}) { name } }`),
  post('a document of a thousand tokens and more', `{ isps { ${repeat(1000, () => 'slug')} } }`),
  post('101 entities in a variable', ENTITIES, { r: Array.from({ length: 101 }, () => ISP_REFERENCE) }),
  post(
    '101 entities in a default',
    `query ($r: [_Any!]! = [${repeat(101, () => ISP_LITERAL)}]) { _entities(representations: $r) { __typename } }`,
  ),
  post(
    '101 entities in an inline fragment',
    `{ ... on Query { _entities(representations: [${repeat(101, () => ISP_LITERAL)}]) { __typename } } }`,
  ),
  post(
    'two times 60 entities',
    'query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }',
    { r: Array.from({ length: 60 }, () => ISP_REFERENCE) },
  ),
  post('entities of no kind', ENTITIES, { r: [{ __typename: '__proto__', slug: MARK }] }),
  get('101 entities by GET', {
    query: ENTITIES,
    variables: JSON.stringify({ r: Array.from({ length: 101 }, () => ({ __typename: 'Isp', slug: 'a' })) }),
  }),
  get('300 aliases by GET', { query: `{ ${repeat(300, (i) => `a${i}: __typename`)} }` }),
  { ...get('a mutation by GET', { query: 'mutation { checkRenewal(id: "x") { id } }' }), status: 405 },
  post('a page of 101', '{ renewals(first: 101) { edges { cursor } } }'),
  post(
    'a variable of 10,000 levels',
    'query ($f: RenewalFilter) { renewals(filter: $f) { edges { cursor } } }',
    { f: JSON.parse(nest(10_000, `"${MARK}"`)) },
  ),
  post('a variable of many wrong fields', FILTERED, {
    f: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${MARK}${i}`, i])),
  }),
  post('a variable of many wrong items', FILTERED, {
    f: { status: Array.from({ length: 3000 }, () => MARK) },
  }),
  field('a username of 60,000 characters', SUBSCRIBER, { u: MARK.repeat(5_000) }),
  field('a username that turns the line round', SUBSCRIBER, { u: '\u0000\u0007' }),
  field(
    'an offer of 60,000 characters',
    'mutation ($o: ID!) { renew(input: { offerId: $o, idempotencyKey: "k" }) { replayed } }',
    { o: MARK.repeat(5_000) },
  ),
  field(
    'a key of 60,000 characters',
    'mutation ($k: String!) { renew(input: { offerId: "x", idempotencyKey: $k }) { replayed } }',
    { k: MARK.repeat(5_000) },
  ),
  post('text where a name should be', `{ "${MARK}" }`),
  post('text after a colon', `{ a: "${MARK}" }`),
  post('a number where a name should be', '{ isp(slug 9841000000) { name } }'),
  post('an unknown argument', `{ isp(slug: "x", username: "${MARK}") { name } }`),
  post('an unknown enum value', `{ renewals(filter: { status: ["${MARK}"] }) { edges { cursor } } }`),
  body(
    'an operation of no such name',
    JSON.stringify({ query: 'query A { isps { slug } }', operationName: MARK.repeat(100) }),
  ),
  body('a batch', JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ isps { slug } }' })))),
  body('__proto__ in variables', '{"query":"{ isps { slug } }","variables":{"__proto__":{"isAdmin":true}}}'),
  body(
    'constructor.prototype in variables',
    '{"query":"{ isps { slug } }","variables":{"constructor":{"prototype":{"isAdmin":true}}}}',
  ),
  body('what is not JSON', `{"query": ${MARK}}`),
  body('brackets without an end', '['.repeat(60_000)),
  body('bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  body('a body of 40 MB', Buffer.alloc(40_000_000, 0x20), 413),
];
