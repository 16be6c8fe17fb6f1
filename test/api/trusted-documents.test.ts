import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import {
  CreditsDocument,
  IspsDocument,
  RenewDocument,
  SubscriberDocument,
} from '../../client/generated/graphql.js';
import { startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { parseTrustedDocuments } from '../../src/http/trusted-documents.js';
import { buy, findOffer } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

const MANIFEST = 'client/generated/persisted-documents.json';
const LISTED: Readonly<Record<string, string>> = JSON.parse(readFileSync(MANIFEST, 'utf8'));
const ISPS_HASH = Object.keys(LISTED).find((hash) => LISTED[hash]?.startsWith('query Isps')) ?? '';
const UNLISTED = 'query Nosy { subscriber(slug: "vns", username: "plain") { customerName } }';
const UNKNOWN_HASH = `sha256:${'0'.repeat(64)}`;

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

async function post(service: TestService, body: object, apiKey: string = API_KEYS.shop) {
  const { statusCode, body: answer } = await request(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify(body),
  });
  return { status: statusCode, ...((await answer.json()) as Answer) };
}

test('a long text is judged, and not remembered', () => {
  const documents = parseTrustedDocuments(readFileSync(MANIFEST, 'utf8'));
  const padded = (length: number) => `${LISTED[ISPS_HASH]} #`.padEnd(length, 'x');
  const look = (length: number) => documents.look(padded(length));
  expect(look(60_000)).toMatchObject({ isListed: true });
  expect(look(8_192)).toBe(look(8_192));
  expect(look(8_193)).not.toBe(look(8_193));
});

describe('where only trusted documents are taken', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ env: { TRUSTED_DOCUMENTS_FILE: MANIFEST } });
  });
  afterAll(() => service.stop());

  const countLookups = () => service.sandbox.control.requests().counts.details ?? 0;

  test.each([
    ['documentId', { documentId: ISPS_HASH }],
    ['documentId without its prefix', { documentId: ISPS_HASH.replace('sha256:', '') }],
    [
      'a persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: ISPS_HASH.replace('sha256:', '') } } },
    ],
    [
      'a persisted query with its text',
      { query: LISTED[ISPS_HASH], extensions: { persistedQuery: { version: 1, sha256Hash: ISPS_HASH } } },
    ],
    ['its text', { query: LISTED[ISPS_HASH] }],
    [
      'its text in an order and layout of its own',
      { query: 'query Isps {\n  isps { # all\n slug, name }\n}' },
    ],
    ["the client's text", { query: IspsDocument.toString() }],
  ])('one is taken by %s', async (_name, body) => {
    const { status, data, errors } = await post(service, body);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(data?.['isps']).toContainEqual({ slug: 'vns', name: 'VNS' });
  });

  test('one is taken by GET, and may be kept as its text might', async () => {
    const parameters = new URLSearchParams({ documentId: ISPS_HASH, extensions: '{}' });
    const { statusCode, headers, body } = await request(`${service.url}/graphql?${parameters}`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(await body.json()).toMatchObject({ data: { isps: expect.anything() } });
    expect({ statusCode, cache: headers['cache-control'] }).toEqual({
      statusCode: 200,
      cache: 'public, max-age=3600',
    });
  });

  test('the generated client works as it is, by text and by hash', async () => {
    const offerId = await findOffer(service);
    const { data } = await buy(service, { offerId });
    expect(data?.renew.renewal?.status).toBe('SUCCEEDED');
    const documentId = RenewDocument.__meta__?.['hash'];
    const again = await post(service, { documentId, variables: { offerId, idempotencyKey: 'another' } });
    expect(again.data).toMatchObject({ renew: { problem: { code: 'OFFER_ALREADY_USED' } } });
  });

  test('one that is asked for by hash again and again is answered like its text, compiled', async () => {
    const readCount = async () => {
      const text = await (await request(`${service.url}/metrics`)).body.text();
      return Number(/^compiled_queries_total (\d+)/m.exec(text)?.[1]);
    };
    await post(service, { documentId: ISPS_HASH });
    const before = await readCount();
    await post(service, { documentId: ISPS_HASH });
    expect(await readCount()).toBe(before + 1);
  });

  test.each([
    ['a text that is not listed', { query: UNLISTED }],
    ['a listed one with a field more', { query: 'query Isps { isps { slug name __typename } }' }],
    ['a listed one with an alias', { query: 'query Isps { isps { slug name: slug } }' }],
    ['a listed one beside another', { query: `${IspsDocument} ${UNLISTED}`, operationName: 'Nosy' }],
    ['an unlisted one under a listed hash', { query: UNLISTED, documentId: ISPS_HASH }],
    ['a hash that is not listed', { documentId: UNKNOWN_HASH }],
    ['what does not parse', { query: 'query {' }],
    ['an entity query', { query: '{ _entities(representations: []) { __typename } }' }],
  ])('%s is refused with 403, and nothing is resolved', async (_name, body) => {
    const lookups = countLookups();
    const { status, data, errors } = await post(service, body);
    expect({ status, data, extensions: errors?.[0]?.extensions }).toEqual({
      status: 403,
      data: undefined,
      extensions: { code: 'FORBIDDEN', retryable: false },
    });
    expect(countLookups()).toBe(lookups);
  });

  test.each([API_KEYS.router, API_KEYS.operator])(
    'whoever has the scope for it may send any: %s',
    async (apiKey) => {
      const { status, data } = await post(service, { query: UNLISTED }, apiKey);
      expect({ status, data }).toMatchObject({
        status: 200,
        data: { subscriber: { customerName: expect.anything() } },
      });
    },
  );

  test('a wrong key is no excuse', async () => {
    expect(await post(service, { query: UNLISTED }, 'wrong')).toMatchObject({ status: 403 });
  });

  test('scopes and limits hold for trusted ones as well', async () => {
    const { errors } = await service.ask(CreditsDocument);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const strict = await startService({ env: { TRUSTED_DOCUMENTS_FILE: MANIFEST, MAX_DEPTH: '2' } });
    const documentId = SubscriberDocument.__meta__?.['hash'];
    const answer = await post(strict, { documentId, variables: { slug: 'vns', username: 'plain' } });
    expect(answer).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringContaining('levels of depth') }],
    });
    await strict.stop();
  });

  test('what is not GraphQL is answered as ever', async () => {
    expect(await post(service, {})).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(await post(service, [{ query: UNLISTED }])).toMatchObject({ status: 400 });
  });
});

describe('where untrusted documents are reported', () => {
  test('they are taken, counted, and logged once each by hash and name', async () => {
    const service = await startService({
      env: { TRUSTED_DOCUMENTS_FILE: MANIFEST, TRUSTED_DOCUMENTS_MODE: 'report' },
    });
    await post(service, { query: UNLISTED });
    const { status, data } = await post(service, { query: UNLISTED });
    expect({ status, data }).toMatchObject({
      status: 200,
      data: { subscriber: { customerName: expect.anything() } },
    });
    const metrics = await (await request(`${service.url}/metrics`)).body.text();
    expect(metrics).toContain('limit_hits_total{limit="untrusted_document"} 2');
    const lines = service
      .logs()
      .split('\n')
      .filter((line) => line.includes('trusted documents'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { sha256: createHash('sha256').update(UNLISTED).digest('hex'), operation: 'Nosy', mode: 'report' },
    ]);
    await service.stop();
  });
});

describe('a list of trusted documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trusted-documents-'));
  const file = join(folder, 'list.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['is no JSON', '{', 'is not JSON'],
    ['is empty', '{}', 'at least one'],
    ['has another kind of hash', '{"sha1:00": "{ isps { slug } }"}', 'must be "sha256:"'],
    ['has a wrong hash', `{"${UNKNOWN_HASH}": "{ isps { slug } }"}`, 'is not the SHA-256'],
    [
      'has a text that does not parse',
      JSON.stringify({ [createHash('sha256').update('{').digest('hex')]: '{' }),
      'is no GraphQL document',
    ],
  ])('that %s keeps the service from starting', async (_name, json, message) => {
    writeFileSync(file, json);
    const config = loadConfig({ TRUSTED_DOCUMENTS_FILE: file, DATABASE_URL: 'sqlite::memory:', PORT: '0' });
    await expect(startApp(config)).rejects.toThrow(new RegExp(`TRUSTED_DOCUMENTS_FILE.*(?:${message})`));
  });

  test('has to be there, and a mode needs one', () => {
    expect(() => loadConfig({ TRUSTED_DOCUMENTS_FILE: join(folder, 'none') })).toThrow('cannot be read');
    expect(() => loadConfig({ TRUSTED_DOCUMENTS_MODE: 'report' })).toThrow(
      'only beside TRUSTED_DOCUMENTS_FILE',
    );
    expect(() => loadConfig({ TRUSTED_DOCUMENTS_MODE: 'maybe' })).toThrow('must be "enforce" or "report"');
  });
});
