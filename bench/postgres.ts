import { startPostgres, type TestPostgres } from '../test/support/postgres.js';
import { describePinning } from './process/pinned-process.js';

export interface Databases {
  /** A fresh database on PostgreSQL; nothing for SQLite, where each server has a file of its own. */
  make(ledger: 'sqlite' | 'postgres'): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** The tests' real PostgreSQL, on the core that the server has not, started when it is first asked for. It syncs every commit, as one that keeps money does. */
export function createDatabases(): Databases {
  let server: TestPostgres | null = null;
  return {
    async make(ledger) {
      if (ledger === 'sqlite') return undefined;
      server ??= await startPostgres({ settings: ['fsync=on'], runBy: describePinning('rest') });
      return server.createDatabase();
    },
    stop: async () => server?.stop(),
  };
}
