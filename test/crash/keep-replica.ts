import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import type { SandboxControl } from '../../src/sandbox/sandbox.js';
import type { Random } from '../../src/simulation/random.js';
import type { IntentBook } from './intent-book.js';
import type { Aim, KillKind, KillPlan } from './kill-plan.js';
import type { Replica } from './replica.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';
import type { UpstreamWatch } from './upstream-watch.js';

export interface KeeperDeps {
  readonly env: Readonly<Record<string, string>>;
  readonly plan: KillPlan;
  readonly watch: UpstreamWatch;
  readonly book: IntentBook;
  readonly control: SandboxControl;
  readonly random: Random;
  /** True when the service has no excuse for not starting: its database has been up for a while. */
  mustStart(): boolean;
  /** Something the service did by itself that it must never do. */
  onMisconduct(what: string): void;
  /** How many starts in vain there were while the database was away. */
  onRefusedStart(): void;
  /** Aborts when the replica is to end. */
  readonly ending: AbortSignal;
}

const FIRST_START_ESTIMATE_MS = 500;
const START_TIMEOUT_MS = 30_000;
const MAX_LIFE_MS = 700;
/** How long an aimed kill waits for its moment before any moment will do. */
const AIM_TIMEOUT_MS = 1_500;
const MAX_DRAIN_MS = 250;
const RESTART_PAUSE_MS = 150;
const MAX_FAILED_STARTS = 5;
const ORDERLY_END_MS = 6_000;

/** Keeps one replica running: starts it, kills it as the plan says, starts it again at once, until told to end. */
export async function keepReplica(replica: Replica, deps: KeeperDeps): Promise<void> {
  const { plan, random, ending } = deps;
  let startEstimateMs = FIRST_START_ESTIMATE_MS;
  let failedStarts = 0;
  while (!ending.aborted) {
    const aim = plan.draw();
    const isExcused = !deps.mustStart();
    const startedAtMs = performance.now();
    const life = startServiceProcess(deps.env);
    if (aim === 'starting up') {
      await Promise.race([sleep(random.next() * startEstimateMs * 1.1), life.ended]);
      await kill(life, { kind: 'starting up', plan });
      continue;
    }
    const url = await Promise.race([life.ready, sleep(START_TIMEOUT_MS, null, { ref: false })]);
    if (url === null) {
      if (aim !== null) plan.giveBack();
      await end(life);
      if (isExcused || !deps.mustStart()) deps.onRefusedStart();
      else failedStarts += 1;
      if (failedStarts >= MAX_FAILED_STARTS) {
        deps.onMisconduct(`${replica.name} does not start: ${life.lastWords()}`);
        plan.cancel();
        return;
      }
      await sleep(RESTART_PAUSE_MS);
      continue;
    }
    failedStarts = 0;
    startEstimateMs += (performance.now() - startedAtMs - startEstimateMs) / 4;
    await serve(replica, { url, life, aim, deps });
  }
}

/** One life from the moment it listens to its end. */
async function serve(
  replica: Replica,
  { url, life, aim, deps }: { url: string; life: ServiceProcess; aim: Aim | null; deps: KeeperDeps },
): Promise<void> {
  const dispatcher = new Agent({ connections: 64 });
  replica.endpoint = { url, dispatcher };
  const moment = aim === null ? whenAborted(deps.ending) : untilMoment(replica, { aim, life }, deps);
  const kind = (await Promise.race([moment, life.ended])) ?? null;
  replica.endpoint = null;
  if (life.hasEnded() && !life.wasToldToEnd()) {
    deps.onMisconduct(`${replica.name} ended by itself: ${life.lastWords()}`);
  }
  if (kind !== null) await kill(life, { kind, plan: deps.plan });
  else if (aim !== null) deps.plan.giveBack();
  else await end(life);
  await dispatcher.destroy();
}

/** Waits for the moment aimed at; the result is what the kill then counts as. */
async function untilMoment(
  replica: Replica,
  { aim, life }: { aim: Aim; life: ServiceProcess },
  { watch, book, control, random }: KeeperDeps,
): Promise<KillKind> {
  switch (aim) {
    case 'any moment':
    case 'starting up':
      await sleep(random.next() * MAX_LIFE_MS);
      return 'any moment';
    case 'order sent':
    case 'order charged': {
      const order = await watch.next(
        ({ operation, username }) => operation === 'commit' && book.isServedBy(username, replica),
        AIM_TIMEOUT_MS,
      );
      if (order === null) return 'any moment';
      // The sandbox works as soon as its latency is over, and answers at once.
      const { latencyMs } = control.settings();
      await sleep(aim === 'order sent' ? random.next() * latencyMs : latencyMs + random.next() * 15);
      return aim;
    }
    case 'looking up': {
      const lookup = await watch.next(({ operation }) => operation === 'lookup', AIM_TIMEOUT_MS);
      if (lookup === null) return 'any moment';
      await sleep(random.next() * control.settings().latencyMs);
      return aim;
    }
    case 'draining':
      await sleep(random.next() * MAX_LIFE_MS);
      return drain(life, random);
  }
}

/** Asks it to stop and does not wait long enough. One that has stopped by then is no kill. */
async function drain(life: ServiceProcess, random: Random): Promise<KillKind> {
  life.signal('SIGTERM');
  await sleep(random.next() * MAX_DRAIN_MS);
  return 'draining';
}

async function kill(life: ServiceProcess, { kind, plan }: { kind: KillKind; plan: KillPlan }): Promise<void> {
  if (life.hasEnded()) return plan.giveBack();
  life.signal('SIGKILL');
  await life.ended;
  plan.count(kind);
}

/** Ends a process in an orderly way if it can, and in any case. */
async function end(life: ServiceProcess): Promise<void> {
  life.signal('SIGTERM');
  await Promise.race([life.ended, sleep(ORDERLY_END_MS, undefined, { ref: false })]);
  if (life.hasEnded()) return;
  life.signal('SIGKILL');
  await life.ended;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
