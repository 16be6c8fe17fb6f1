import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { request } from 'undici';
import { startProcess } from '../support/process.js';
import { startScriptedUpstream } from '../support/scripted-upstream.js';
import { answers, scriptAnswers } from './answers.js';
import { buyThrough } from './buy-through.js';
import { readHeapBytes, writeHeapHook } from './heap.js';
import { createRequests } from './requests.js';

/**
 * `npm run fuzz -- --cases 100000 --every 10000`: what anybody and the provider can send, to the service as a process, and what
 * its heap holds after a garbage collection every so many cases. Exits with 1 at the first case that is the service's fault.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    every: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(randomBytes(4).readInt32BE()) },
  },
});
const [cases, every, seed] = [Number(values.cases), Number(values.every), Number(values.seed)];
/** Sampled in batches, so that this process keeps no more than it is about to send. */
const BATCH = 500;
const API_KEY = 'key-of-the-fuzzer';

const folder = mkdtempSync(join(tmpdir(), 'hashcnet-fuzz-'));
const upstream = await startScriptedUpstream();
const service = startProcess(makeEnvironment());
try {
  const url = await service.whenListening;
  await run(url);
} finally {
  service.child.kill('SIGKILL');
  await service.whenEnded;
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
}

function makeEnvironment(): Record<string, string> {
  const keysFile = join(folder, 'keys.json');
  const sha256 = createHash('sha256').update(API_KEY).digest('hex');
  writeFileSync(
    keysFile,
    JSON.stringify([{ client: 'fuzzer', sha256, scopes: ['subscribers:read', 'renewals:write'] }]),
  );
  return {
    HASHCNET_BASE_URL: upstream.baseUrl,
    HASHCNET_TOKEN: 'TEST:token-of-the-fuzzer',
    HASHCNET_TIMEOUT_MS: '1000',
    HOLD_TIME_MS: '1',
    RECONCILE_INTERVAL_MS: '3600000',
    OFFER_SECRET: randomBytes(32).toString('hex'),
    API_KEYS_FILE: keysFile,
    DATABASE_URL: `sqlite:${join(folder, 'ledger.db')}`,
    RATE_LIMIT_PER_MINUTE: '1000000',
    NODE_OPTIONS: `--expose-gc --import ${writeHeapHook(folder)}`,
  };
}

async function run(url: string): Promise<void> {
  print(`seed ${seed}`);
  print('| cases | seconds | heap after GC, MB |');
  print('| ---: | ---: | ---: |');
  const kinds = Object.values(createRequests(API_KEY));
  const startedAtMs = Date.now();
  for (let done = 0; done < cases; ) {
    const turn = done / BATCH;
    const kind = kinds[turn % (kinds.length + 1)];
    const batch = Math.min(BATCH, cases - done);
    if (kind === undefined) await fuzzProvider(url, { turn, batch });
    else await fuzzRequests(url, fc.sample(kind, { numRuns: batch, seed: seed + turn }));
    done += batch;
    if (service.child.exitCode !== null)
      throw new Error(`the service ended: ${service.output().slice(-2000)}`);
    if (done % every !== 0 && done !== cases) continue;
    const heapMb = (await readHeapBytes(url, service.child)) / 1_000_000;
    print(`| ${done} | ${Math.round((Date.now() - startedAtMs) / 1000)} | ${heapMb.toFixed(1)} |`);
  }
  const said = service
    .output()
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line));
  if (said.length > 0) throw new Error(`the service found fault with itself: ${said[0]}`);
}

async function fuzzRequests(
  url: string,
  fuzzed: readonly { path: string; headers: Readonly<Record<string, string>>; body: string }[],
): Promise<void> {
  upstream.answerWith({ statusCode: 404 });
  for (const one of fuzzed) {
    const response = await request(`${url}${one.path}`, {
      method: 'POST',
      headers: one.headers,
      body: one.body,
    });
    const text = await response.body.text();
    if (response.statusCode >= 500)
      throw new Error(`${response.statusCode} ${text} to ${JSON.stringify(one)}`);
  }
}

async function fuzzProvider(url: string, { turn, batch }: { turn: number; batch: number }): Promise<void> {
  for (const [index, fuzzed] of fc.sample(answers, { numRuns: batch, seed: seed + turn }).entries()) {
    const number = turn * BATCH + index + 1;
    upstream.answerWith(scriptAnswers(number, fuzzed));
    await buyThrough({ url, apiKey: API_KEY, key: `key-${number}` }).catch((error: unknown) => {
      throw new Error(`${String(error)} after ${JSON.stringify(fuzzed)}`);
    });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
