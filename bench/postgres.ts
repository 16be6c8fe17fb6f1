import { startPostgres, type TestPostgres } from '../test/support/postgres.js';

export interface Databases {
  /** A fresh database on PostgreSQL; nothing for SQLite, where each server has a file of its own. */
  make(ledger: 'sqlite' | 'postgres'): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** The tests' real PostgreSQL, started when it is first asked for. */
export function createDatabases(): Databases {
  let server: TestPostgres | null = null;
  return {
    async make(ledger) {
      if (ledger === 'sqlite') return undefined;
      server ??= await startPostgres();
      return server.createDatabase();
    },
    stop: async () => server?.stop(),
  };
}
