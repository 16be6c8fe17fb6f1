import fc from 'fast-check';

/** What anybody can send, to any route. */
export interface FuzzedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const WORDS = `isps isp subscriber renewals renewal credits renew _entities _service __schema __typename slug username id filter
first after query mutation fragment on Query Renewal null true $v @include @skip ... { } ( ) [ ] : ! = | & " """ # -1 1e999 0 ,`;
const word = fc.constantFrom(...WORDS.split(/\s+/));
const document = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
/** Documents that get past validation now and then. */
const plausible = fc
  .tuple(
    fc.constantFrom(
      'isp(slug: $v) { name }',
      'subscriber(slug: $v, username: $v) { username }',
      'renewals(first: $v, after: $v) { edges { cursor } }',
      'renewals(filter: $v) { edges { cursor } }',
      'renewal(id: $v) { id }',
      '_entities(representations: $v) { __typename }',
    ),
    fc.constantFrom('ID!', 'String!', 'Int', '[_Any!]!', 'RenewalFilter'),
  )
  .map(([field, type]) => `query ($v: ${type}) { ${field} }`);

const JSON_TYPE = { 'content-type': 'application/json' };

export function createRequests(apiKey: string) {
  const graphql = (body: string, headers: Record<string, string> = {}): FuzzedRequest => ({
    path: '/graphql',
    headers: { ...JSON_TYPE, 'x-api-key': apiKey, ...headers },
    body,
  });
  return {
    documents: fc
      .tuple(fc.oneof(document, plausible), fc.jsonValue({ maxDepth: 4 }))
      .map(([query, v]) => graphql(JSON.stringify({ query, variables: { v } }))),
    bodies: fc
      .oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: 'binary', maxLength: 500 }))
      .map((body) => graphql(body)),
    headers: fc.dictionary(headerName, headerValue, { maxKeys: 4 }).map((headers) => ({
      path: '/graphql',
      headers,
      body: '{"query":"{ isps { slug } }"}',
    })),
    reports: fc.tuple(report, reportType).map(([body, type]) => ({
      path: '/dlr',
      headers: { 'content-type': type },
      body,
    })),
  } satisfies Record<string, fc.Arbitrary<FuzzedRequest>>;
}

const headerValue = fc.string({ unit: fc.constantFrom(...'abcXYZ019 ,;=/*"()<>@[]{}?%:'), maxLength: 60 });
/** Not `host`: the client that sends them trips over an odd one itself; hostile.test.ts sends those by bytes. */
const headerName = fc.constantFrom(
  'accept',
  'content-type',
  'content-encoding',
  'x-api-key',
  'authorization',
  'x-request-id',
  'origin',
  'cookie',
  'traceparent',
  'tracestate',
);

/** Parts of forms, in any order, whole ones among them. */
const reportLine = fc.constantFrom(
  '--x',
  '--x--',
  '\r\n',
  'content-disposition: form-data; name="reference"',
  'content-disposition: form-data; name="reference"; filename="a"',
  'content-type: text/plain',
  'content-transfer-encoding: base64',
  'abc',
  'x'.repeat(2000),
  '\0',
  '',
);
const field = fc
  .tuple(
    fc.constantFrom('reference', 'amount', 'status', '__proto__', 'x'.repeat(60)),
    fc.string({ maxLength: 80 }),
  )
  .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
const report = fc.oneof(
  fc.array(reportLine, { maxLength: 12 }).map((lines) => lines.join('\r\n')),
  fc.array(field, { maxLength: 12 }).map((fields) => `${fields.join('')}--x--\r\n`),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const reportType = fc.constantFrom(
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'multipart/form-data; boundary="',
  'application/json',
  'text/plain',
  'x',
);
