import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readUsage, resetPeak, type Usage } from '../process/proc.js';
import type { LoadPlan, LoadResult } from './load-plan.js';
import { createTally } from './tally.js';
import { walk } from './walker.js';

/**
 * The load, as a process of its own: for each plan that comes over the channel, one result goes back. It reads what the server
 * has used itself, so that nothing lies between the last answer counted and the reading.
 */
const runId = randomBytes(3).toString('hex');
const MAX_WARM_UP_MS = 15_000;
const PAUSE_MS = 50;
let usernameCount = 0;

/** Always as long as the last, so that every run sends as many bytes. */
function newUsername(): string {
  usernameCount += 1;
  return `b${runId}${String(usernameCount).padStart(9, '0')}`;
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  let isOver = false;
  const tallies = plan.groups.map(createTally);
  const walking = Promise.all(
    plan.groups.flatMap((group, index) => {
      const tally = tallies[index] ?? createTally();
      return Array.from({ length: group.connections }, (_, startAt) =>
        walk(group, startAt, { plan, newUsername, tally, isOver: () => isOver }),
      );
    }),
  );
  const measuring = measure(plan, tallies).finally(() => {
    isOver = true;
  });
  const [result] = await Promise.all([measuring, walking]);
  return result;
}

async function measure(
  plan: LoadPlan,
  tallies: readonly ReturnType<typeof createTally>[],
): Promise<LoadResult> {
  await warmUp(plan);
  resetPeak(plan.watched.server);
  for (const tally of tallies) tally.reset();
  const before = readAll(plan);
  await sleep(plan.windowMs);
  const after = readAll(plan);
  return {
    windowMs: (after.atUs - before.atUs) / 1000,
    groups: plan.groups.map(({ name }, index) => (tallies[index] ?? createTally()).sum(name)),
    server: subtract(after.server, before.server),
    upstream: subtract(after.upstream, before.upstream),
    load: subtract(after.load, before.load),
    beganAtUs: before.atUs,
    endedAtUs: after.atUs,
  };
}

async function warmUp({ warmUp: { leastMs, serverCpuMs }, watched }: LoadPlan): Promise<void> {
  const cpuBeforeMs = readUsage(watched.server).cpuMs;
  const startedAtMs = performance.now();
  await sleep(leastMs);
  while (
    readUsage(watched.server).cpuMs - cpuBeforeMs < serverCpuMs &&
    performance.now() - startedAtMs < MAX_WARM_UP_MS
  ) {
    await sleep(PAUSE_MS);
  }
}

function readAll({ watched }: LoadPlan) {
  return {
    atUs: Number(process.hrtime.bigint() / 1000n),
    server: readUsage(watched.server),
    upstream: readUsage(watched.upstream),
    load: readUsage(process.pid),
  };
}

function subtract(after: Usage, before: Usage): Usage {
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    wantedMs: after.wantedMs - before.wantedMs,
    peakRssBytes: after.peakRssBytes,
  };
}

process.on('message', (plan: LoadPlan) => {
  run(plan).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ fault: String(error) }),
  );
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit(0));
