import { request } from 'undici';
import { exchangeBytes, frame } from '../support/raw-http.js';
import { API_KEYS, startService } from '../support/service.js';
import { HOSTILE } from './requests.js';

/**
 * `npm run hostile`: what each hostile request costs, and how long an honest caller waits while it comes four at a time for half
 * a second. Prints the table of docs/safety.md. Clients and service share this process: all figures are on the high side.
 */
const ALONE_MS = 300;
const LOAD_MS = 500;
const AT_ONCE = 4;
const PROBE_PAUSE_MS = 5;

const service = await startService({ env: { REQUEST_TIMEOUT_MS: '1000', LOG_LEVEL: 'silent' } });
try {
  await load(500, probe);
  print('| request | answer | processor time of one, ms | honest caller beside it: median ms | p99 ms |');
  print('| --- | ---: | ---: | ---: | ---: |');
  printRow('nothing hostile', { status: '', cpuMs: 0, waits: await load(LOAD_MS, pause) });
  for (const { name, send } of HOSTILE) {
    await measure(name, async () => (await send(service.url, API_KEYS.shop)).status);
  }
  const slow = frame({ body: `{"query":"{ isps { slug } }"}` }).slice(0, -10);
  await measure('a body that stops coming', async () => {
    const answer = await exchangeBytes(service.url, slow);
    return Number(answer.slice('HTTP/1.1 '.length, 12) || 0);
  });
} finally {
  await service.stop();
}

async function measure(name: string, send: () => Promise<number>): Promise<void> {
  const status = await send();
  const before = process.cpuUsage();
  const endMs = performance.now() + ALONE_MS;
  let sent = 0;
  while (performance.now() < endMs) {
    await send();
    sent += 1;
  }
  const { user, system } = process.cpuUsage(before);
  const waits = await load(LOAD_MS, send);
  printRow(name, { status: String(status), cpuMs: (user + system) / 1000 / sent, waits });
}

/** Does something four at a time for so long, and tells how long each honest request beside it took. */
async function load(forMs: number, work: () => Promise<unknown>): Promise<number[]> {
  const endMs = performance.now() + forMs;
  const waits: number[] = [];
  const repeat = async (step: () => Promise<unknown>) => {
    while (performance.now() < endMs) await step();
  };
  const watch = async () => {
    waits.push(await probe());
    await pause();
  };
  await Promise.all([repeat(watch), ...Array.from({ length: AT_ONCE }, () => repeat(work))]);
  return waits;
}

async function probe(): Promise<number> {
  const startedAtMs = performance.now();
  const { statusCode, body } = await request(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
    body: '{"query":"{ isps { slug } }"}',
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`an honest request was answered ${statusCode}`);
  return performance.now() - startedAtMs;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PROBE_PAUSE_MS));
}

function printRow(
  name: string,
  { status, cpuMs, waits }: { status: string; cpuMs: number; waits: readonly number[] },
): void {
  const sorted = [...waits].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  print(`| ${name} | ${status} | ${cpuMs.toFixed(1)} | ${at(0.5)} | ${at(0.99)} |`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
