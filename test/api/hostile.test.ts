import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { HOSTILE } from '../hostile/requests.js';
import { exchangeBytes, frame } from '../support/raw-http.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

/** Sent by bytes, since no well-behaved client can be made to send them. */
const MALFORMED: [name: string, text: string, status: number][] = [
  ...['[', 'a b', '', '%%%', '<script>', '999.999.999.999', '08.1.1.1', '1.2.3.256', 'shop.0x'].map(
    (host): [string, string, number] => [
      `the host "${host}"`,
      frame({ body: '{"query":"{ isps { slug } }"}', headers: { host } }),
      400,
    ],
  ),
  ['an address of an unreadable host', frame({ method: 'GET', path: 'http://[/graphql?query=x' }), 400],
  ['an address with a broken escape', frame({ method: 'GET', path: '/%ff?username=marked-name' }), 400],
  ['what is not HTTP', 'marked-name\r\n\r\n', 400],
  ['two lengths', frame({ body: '{}', headers: { 'transfer-encoding': 'chunked' } }), 400],
  ['headers of 20 KB', frame({ body: '{}', headers: { 'x-filler': 'a'.repeat(20_000) } }), 431],
  ['an address of 20 KB', frame({ method: 'GET', path: `/graphql?query=${'a'.repeat(20_000)}` }), 431],
  ['an expectation', frame({ body: '{}', headers: { expect: 'marked-name' } }), 417],
];

describe('a hostile request', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ env: { REQUEST_TIMEOUT_MS: '2000' } });
  });
  afterAll(() => service.stop());
  afterEach(async () => {
    // Whatever it was, the service lives, nothing was looked up, and nothing went wrong on its side.
    const { statusCode, body } = await request(`${service.url}/healthz`);
    await body.dump();
    expect(statusCode).toBe(200);
    expect(Object.values(service.sandbox.control.requests().counts).every((count) => count === 0)).toBe(true);
    expect(service.logs().includes('request failed')).toBe(false);
    expect(service.logs().includes('unexpected error')).toBe(false);
  });

  test.each(HOSTILE.map((hostile) => [hostile.name, hostile] as const))(
    'is refused before anything is resolved: %s',
    async (_name, { send, status, says = /./, echoes = [] }) => {
      const answer = await send(service.url, API_KEYS.shop);
      expect(answer.status).toBe(status);
      expect(answer.text.length).toBeLessThan(64_000);
      expect(answer.text).toMatch(status === 200 ? /"data":(?:null|\{"\w+":null\})/ : /^(?!.*"data":\{)/s);
      expect(answer.text).toMatch(says);
      for (const echo of echoes) expect(answer.text).not.toContain(echo);
    },
  );

  test.each(MALFORMED)('is refused by the server itself: %s', async (_name, text, status) => {
    const answer = await exchangeBytes(service.url, text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toContain('marked-name');
    expect(answer).not.toContain('<script>');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('is not unpacked: %s', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(40_000_000));
    for (const path of ['/graphql', '/dlr']) {
      const { statusCode, body } = await request(`${service.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': coding },
        body: bomb.subarray(0, 60_000),
      });
      await body.dump();
      expect({ path, statusCode }).toEqual({ path, statusCode: 415 });
    }
  });

  test('that comes byte by byte is cut off', async () => {
    const whole = frame({ body: `{"query":"{ isps { slug } }"${' '.repeat(1000)}}` });
    const answers = await Promise.all(
      [whole.indexOf('{') + 5, 30, 0].map((sentBytes) =>
        exchangeBytes(service.url, whole.slice(0, sentBytes)),
      ),
    );
    // The connection ends: with 408, or without a word where none had come.
    for (const answer of answers) expect(answer).toMatch(/^$|^HTTP\/1.1 408 /);
  });

  test('with a key said twice runs what was checked', async () => {
    const { statusCode, body } = await request(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
      body: `{"query":"{ isps { slug } }","query":"{ ${'isps { slug } '.repeat(11)}}"}`,
    });
    expect(statusCode).toBe(400);
    expect(await body.text()).toContain('root fields');
  });
});
