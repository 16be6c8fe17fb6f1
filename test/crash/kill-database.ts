import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../src/simulation/random.js';
import type { TestPostgres } from '../support/postgres.js';
import type { KillPlan } from './kill-plan.js';

const POLL_INTERVAL_MS = 20;
const MAX_DOWN_MS = 1_500;
/** After a restart a replica may still meet a server that recovers. */
const GRACE_MS = 5_000;

/** Kills the database under the replicas, and knows whether it can be blamed. */
export interface DatabaseKiller {
  /** Kills and restarts it as often as asked, spread evenly over the plan's kills. */
  run(): Promise<void>;
  /** True when it has been up for a while. */
  isSettled(): boolean;
}

export function createDatabaseKiller(
  postgres: Pick<TestPostgres, 'kill' | 'restart'>,
  {
    plan,
    random,
    ...spread
  }: { plan: KillPlan; random: Random; killCount: number; replicaKillCount: number },
): DatabaseKiller {
  let isDown = false;
  let upSinceMs = performance.now() - GRACE_MS;
  return {
    isSettled: () => !isDown && performance.now() - upSinceMs >= GRACE_MS,
    async run() {
      let isFinished = false;
      void plan.finished.then(() => {
        isFinished = true;
      });
      for (let done = 0; done < spread.killCount; done += 1) {
        const turn = ((done + 1) * spread.replicaKillCount) / (spread.killCount + 1);
        while (!isFinished && plan.doneCount() - done < turn) await sleep(POLL_INTERVAL_MS);
        await sleep(random.next() * MAX_DOWN_MS);
        isDown = true;
        await postgres.kill();
        plan.count('database');
        await sleep(random.next() * MAX_DOWN_MS);
        await postgres.restart();
        isDown = false;
        upSinceMs = performance.now();
      }
    },
  };
}
