import fc from 'fast-check';
import { request } from 'undici';
import { answers, scriptAnswers } from '../fuzz/answers.js';
import { buyThrough } from '../fuzz/buy-through.js';
import { createRequests, type FuzzedRequest } from '../fuzz/requests.js';
import { type ScriptedUpstream, startScriptedUpstream } from '../support/scripted-upstream.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';

/** How many cases of each kind; `npm run fuzz` runs as many as you like against a process, and watches its memory. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const TIMEOUT_MS = 600_000;

describe('whatever comes', () => {
  let service: TestService;
  let upstream: ScriptedUpstream;
  beforeAll(async () => {
    upstream = await startScriptedUpstream();
    const env = { HASHCNET_BASE_URL: upstream.baseUrl, HASHCNET_TIMEOUT_MS: '1000', HOLD_TIME_MS: '1' };
    service = await startService({ env });
  });
  afterAll(async () => {
    await service.stop();
    await upstream.close();
  });
  afterEach(() => {
    // Not `expect`, which would print every line.
    for (const fault of ['unexpected error', 'request failed', 'could not be written', 'reconciling failed'])
      expect(service.logs().includes(fault)).toBe(false);
  });

  async function send({ path, headers, body }: FuzzedRequest): Promise<number> {
    const response = await request(`${service.url}${path}`, { method: 'POST', headers, body });
    await response.body.dump();
    return response.statusCode;
  }

  test.each(Object.entries(createRequests(API_KEYS.shop)))(
    "from anybody, %s are answered or refused as the sender's fault",
    async (_kind, requests) => {
      upstream.answerWith({ statusCode: 404 });
      const property = fc.asyncProperty<[FuzzedRequest]>(requests, async (fuzzed) => {
        expect(await send(fuzzed)).toBeLessThan(500);
      });
      await fc.assert(property, { numRuns: RUNS });
    },
    TIMEOUT_MS,
  );

  test(
    "from the provider, answers become data or an error that names the provider's fault",
    async () => {
      let sessionId = 1;
      const property = fc.asyncProperty(answers, async (fuzzed) => {
        sessionId += 1;
        upstream.answerWith(scriptAnswers(sessionId, fuzzed));
        await buyThrough({ url: service.url, apiKey: API_KEYS.shop, key: `key-${sessionId}` });
      });
      await fc.assert(property, { numRuns: RUNS });
    },
    TIMEOUT_MS,
  );
});
