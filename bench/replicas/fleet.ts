import { SERVICE } from '../servers/server-kinds.js';
import { type RunningServer, startServer } from '../servers/start-server.js';
import type { Upstream } from '../upstream/start-upstream.js';
import type { Database } from './database.js';

/** Replicas on one core. */
export interface Fleet {
  readonly replicas: readonly RunningServer[];
  /** One for all, or one for each. */
  readonly ledgerUrls: readonly string[];
}

interface FleetOptions {
  readonly upstream: Upstream;
  readonly database: Database;
  /** Whether each has a ledger of its own. */
  readonly isApart: boolean;
}

export async function startFleet(size: number, options: FleetOptions): Promise<Fleet> {
  const { upstream, database, isApart } = options;
  const replicas: RunningServer[] = [];
  const ledgerUrls: string[] = [];
  try {
    for (let index = 0; index < size; index += 1) {
      if (isApart || index === 0) ledgerUrls.push(await database.createLedger());
      const databaseUrl = ledgerUrls.at(-1) ?? '';
      replicas.push(await startServer(SERVICE, { upstreamUrl: upstream.url, databaseUrl }));
    }
  } catch (error) {
    await stopFleet({ replicas });
    throw error;
  }
  return { replicas, ledgerUrls };
}

export async function stopFleet({ replicas }: Pick<Fleet, 'replicas'>): Promise<void> {
  for (const replica of replicas) await replica.stop();
}
