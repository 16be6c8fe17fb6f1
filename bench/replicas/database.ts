import { administer, startPostgres } from '../../test/support/postgres.js';
import { describePinning } from '../process/pinned-process.js';

export interface Database {
  /** Of the server's first process; all others are its children. */
  readonly pid: number;
  /** Makes an empty database and gives its address. */
  createLedger(): Promise<string>;
  stop(): Promise<void>;
}

/** It syncs every commit, as one that keeps money does; and two fleets of eight replicas keep ten connections each. */
const SETTINGS = ['fsync=on', 'max_connections=200'];
const READ_PID = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid";

/** Starts a PostgreSQL on the core that the replicas have not. */
export async function startDatabase(): Promise<Database> {
  const server = await startPostgres({ settings: SETTINGS, runBy: describePinning('rest') });
  try {
    if (!server.canRestart) {
      throw new Error('the server of TEST_DATABASE_URL cannot be pinned and read here: unset it');
    }
    const [row] = await administer(server.url, READ_PID);
    return { pid: Number(row?.['pid']), createLedger: server.createDatabase, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
