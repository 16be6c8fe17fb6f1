import { administer } from '../../test/support/postgres.js';
import type { Group, LoadResult, WarmUp } from '../load/load-plan.js';
import type { Load } from '../load/start-load.js';
import { type Pace, SETTLING, type ServerRun } from '../run-scenario.js';
import { PURCHASE } from '../scenarios/purchase.js';
import { SERVICE } from '../servers/server-kinds.js';
import { startUpstream, type Upstream } from '../upstream/start-upstream.js';
import type { Database } from './database.js';
import { type Fleet, startFleet, stopFleet } from './fleet.js';

interface ReplicaDeps {
  readonly load: Load;
  readonly database: Database;
  readonly pace: Pace;
  readonly show: (text: string) => void;
}

/** What became of one fleet. */
export interface FleetRuns {
  /** One for each number of replicas, which is its name, ascending. */
  readonly runs: readonly ServerRun[];
  readonly ledgerUrls: readonly string[];
  /** All that were answered, whether measured or not. */
  readonly purchaseCount: number;
}

/** Of all replicas together, as near as gives each the same: the customers do not become more with them. */
const CONNECTIONS = 16;

/**
 * Starts replicas on one ledger, and as many with a ledger each; warms up each of them, and buys by turns from the first one,
 * the first two, and so on. Whatever else the machine does, and whatever the ledgers hold by then, meets all numbers alike.
 * @throws Error with the first purchase that fails.
 */
export async function runReplicas(
  counts: readonly number[],
  deps: ReplicaDeps,
): Promise<{ together: FleetRuns; apart: FleetRuns }> {
  const upstream = await startUpstream({ delayMs: 0 });
  const most = Math.max(...counts);
  const fleets: Fleet[] = [];
  try {
    fleets.push(await startFleet(most, { upstream, database: deps.database, isApart: false }));
    // One alone shares nothing either way.
    fleets.push(await startFleet(most > 1 ? most : 0, { upstream, database: deps.database, isApart: true }));
    const [together, apart] = fleets.map((fleet) => createBuyer(fleet, upstream, deps));
    if (together === undefined || apart === undefined) throw new Error('a fleet is missing');
    for (const buyer of [together, apart]) await buyer.warmUp();
    for (let round = 1; round <= deps.pace.rounds; round += 1) {
      for (const count of counts) {
        deps.show(`round ${round} of ${deps.pace.rounds}, replicas: ${count}`);
        await together.measure(count);
        if (count > 1) await apart.measure(count);
      }
    }
    return { together: together.finish(), apart: apart.finish() };
  } finally {
    for (const fleet of fleets) await stopFleet(fleet);
    await upstream.process.stop();
  }
}

function createBuyer({ replicas, ledgerUrls }: Fleet, upstream: Upstream, deps: ReplicaDeps) {
  const { load, database, pace, show } = deps;
  const rounds = new Map<number, LoadResult[]>();
  let purchaseCount = 0;

  async function buy(from: Fleet['replicas'], warmUp: WarmUp, windowMs: number): Promise<LoadResult> {
    const servers = from.map(({ process }) => process.pid);
    const result = await load.run({
      ports: from.map(({ port }) => port),
      headers: SERVICE.headers,
      groups: [describePurchases(from.length)],
      warmUp,
      windowMs,
      watched: { servers, upstream: upstream.process.pid, database: database.pid },
    });
    const { count, errorCount, firstError } = result.overall;
    if (errorCount > 0) {
      throw new Error(`${errorCount} purchases failed, replicas: ${from.length}; the first: ${firstError}`);
    }
    purchaseCount += count;
    return result;
  }

  return {
    async warmUp() {
      for (const [index, replica] of replicas.entries()) {
        show(`warming up: ${index + 1} of ${replicas.length}, ledgers: ${ledgerUrls.length}`);
        await buy([replica], pace.warmUp, 0);
      }
      // PostgreSQL would do so within a minute. Until then it plans for an empty table, and may look for a key among all of a client's renewals.
      for (const url of ledgerUrls) await administer(url, 'ANALYZE');
    },
    async measure(count: number) {
      const result = await buy(replicas.slice(0, count), SETTLING, pace.windowMs);
      rounds.set(count, [...(rounds.get(count) ?? []), result]);
    },
    finish(): FleetRuns {
      const startMs = Math.max(...replicas.map((replica) => replica.startMs));
      const runs = [...rounds].map(([count, results]) => ({
        name: String(count),
        startMs,
        rounds: results,
        baselines: [],
      }));
      return { runs, ledgerUrls, purchaseCount };
    },
  };
}

function describePurchases(replicaCount: number): Group {
  const connections = Math.round(CONNECTIONS / replicaCount) * replicaCount;
  return { name: 'purchases', connections, perSecond: null, steps: [PURCHASE] };
}
