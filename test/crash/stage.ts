import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Random } from '../../src/simulation/random.js';
import type { IntentBook } from './intent-book.js';
import type { DatabaseKiller } from './kill-database.js';
import type { KillPlan } from './kill-plan.js';
import { type ListedRenewal, listRenewals } from './listed-renewal.js';
import type { Replica } from './replica.js';
import { runShopper } from './shopper.js';
import type { UpstreamWatch } from './upstream-watch.js';
import { runWeather } from './upstream-weather.js';

const SHOPPERS_PER_REPLICA = 6;
const LEAST_SHOPPERS = 12;
const SETTLING_TIMEOUT_MS = 120_000;
const SETTLING_POLL_MS = 500;
/** A kill takes about a second; a round that takes many times that long hangs. */
const KILL_TIMEOUT_MS = 10_000;
const LEAST_TIMEOUT_MS = 60_000;

/** What is on the stage of one round. */
export interface Stage {
  readonly plan: KillPlan;
  readonly killer: DatabaseKiller | null;
  readonly sandbox: Sandbox;
  readonly random: Random;
  readonly book: IntentBook;
  readonly watch: UpstreamWatch;
  readonly replicas: readonly Replica[];
}

/** Lets customers buy under faults while the plan's kills are done; ends in quiet, everything up. */
export async function killUnderLoad(stage: Stage, onMisconduct: (what: string) => void): Promise<void> {
  const { sandbox, random, book, replicas } = stage;
  const closing = new AbortController();
  const shopperCount = Math.max(LEAST_SHOPPERS, replicas.length * SHOPPERS_PER_REPLICA);
  const load = [
    runWeather(sandbox.control, { random, signal: closing.signal }),
    sendReports(stage, closing.signal),
    ...Array.from({ length: shopperCount }, () =>
      runShopper({ replicas, book, control: sandbox.control, random, closing: closing.signal }),
    ),
  ];
  try {
    await finishKills(stage, onMisconduct);
  } finally {
    closing.abort();
    await Promise.all(load);
  }
}

async function finishKills({ plan, killer }: Stage, onMisconduct: (what: string) => void): Promise<void> {
  const timeoutMs = Math.max(LEAST_TIMEOUT_MS, plan.leftCount() * KILL_TIMEOUT_MS);
  const expiry = sleep(timeoutMs, 'late' as const, { ref: false });
  const done = Promise.all([plan.finished, killer?.run()]).then(() => 'done' as const);
  if ((await Promise.race([done, expiry])) === 'done') return;
  onMisconduct(`the round was not over after ${timeoutMs} ms`);
  plan.cancel();
  await done;
}

/** The upstream's delivery reports go to one replica and then to another, whether it is up or not. */
async function sendReports({ sandbox, replicas, random }: Stage, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const url = random.pick(replicas).endpoint?.url;
    if (url !== undefined) sandbox.control.setDlrUrl(`${url}/dlr`);
    await sleep(random.between(10, 60), undefined, { signal }).catch(() => {});
  }
}

/** Waits until the service has decided everything by itself, or the time is up; then reads all its renewals. */
export async function settle({ replicas, book }: Stage): Promise<ListedRenewal[]> {
  const deadlineMs = performance.now() + SETTLING_TIMEOUT_MS;
  const isOpen = ({ username, needsAttention }: ListedRenewal) =>
    !(needsAttention && book.intents.get(username)?.sort.mayEndFlagged);
  while (performance.now() < deadlineMs) {
    const pending = await listRenewals(replicas, 'PENDING');
    if (!pending.some(isOpen)) break;
    await sleep(SETTLING_POLL_MS);
  }
  return listRenewals(replicas);
}
