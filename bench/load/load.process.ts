import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addUp, readUsage, resetPeak, type Usage } from '../process/proc.js';
import type { LoadPlan, LoadResult, Watched } from './load-plan.js';
import { type CountingTally, createTally, forkTally } from './tally.js';
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
  const overall = createTally();
  const walking = Promise.all(
    plan.groups.flatMap((group, index) => {
      const tally = forkTally(tallies[index] ?? createTally(), overall);
      return Array.from({ length: group.connections }, (_, startAt) =>
        walk(group, startAt, { plan, newUsername, tally, isOver: () => isOver }),
      );
    }),
  );
  const measuring = measure(plan, tallies).finally(() => {
    isOver = true;
  });
  const [result] = await Promise.all([measuring, walking]);
  return { ...result, overall: overall.sum('overall') };
}

async function measure(
  plan: LoadPlan,
  tallies: readonly CountingTally[],
): Promise<Omit<LoadResult, 'overall'>> {
  await warmUp(plan);
  for (const server of plan.watched.servers) resetPeak(server);
  for (const tally of tallies) tally.reset();
  const before = readAll(plan);
  await sleep(plan.windowMs);
  const after = readAll(plan);
  return {
    windowMs: (after.atUs - before.atUs) / 1000,
    groups: plan.groups.map(({ name }, index) => (tallies[index] ?? createTally()).sum(name)),
    server: subtract(after.server, before.server),
    upstream: subtract(after.upstream, before.upstream),
    database: after.database && before.database && subtract(after.database, before.database),
    load: subtract(after.load, before.load),
    beganAtUs: before.atUs,
    endedAtUs: after.atUs,
  };
}

async function warmUp({ warmUp: { leastMs, serverCpuMs }, watched }: LoadPlan): Promise<void> {
  const cpuBeforeMs = readServers(watched).cpuMs;
  const startedAtMs = performance.now();
  await sleep(leastMs);
  while (
    readServers(watched).cpuMs - cpuBeforeMs < serverCpuMs &&
    performance.now() - startedAtMs < MAX_WARM_UP_MS
  ) {
    await sleep(PAUSE_MS);
  }
}

function readAll({ watched }: LoadPlan) {
  return {
    atUs: Number(process.hrtime.bigint() / 1000n),
    server: readServers(watched),
    upstream: readUsage(watched.upstream),
    database: watched.database === undefined ? null : readUsage(watched.database),
    load: readUsage(process.pid),
  };
}

function readServers({ servers }: Watched): Usage {
  return addUp(servers.map(readUsage));
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
