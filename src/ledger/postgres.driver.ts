import pg from 'pg';
import { LedgerRefusedError, LedgerUnavailableError } from './ledger.js';
import { isRolledBack, toLedgerError } from './postgres-fault.js';
import { translate } from './postgres-statement.js';
import type { Row, SqlDriver, Statement, WriteOptions } from './sql-driver.js';

const CONNECTION_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** How much longer we wait for an answer than the server may work on it: a lost server never says that it is lost. */
const ANSWER_MARGIN_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
const WAITING_LIMIT = 500;
const INT8_OID = 20;

export interface PostgresOptions {
  /** `postgres://…`; it may hold a password, which no error repeats. */
  readonly connectionString: string;
  /** How many connections at most; 10 unless told. */
  readonly poolSize?: number;
}

/**
 * Makes a driver over a pool that connects when first used and recovers by itself. It needs sessions of its own: a
 * connection pooler in between must pool by session. Throws LedgerRefusedError for an address that cannot be read.
 */
export function createPostgresDriver({ connectionString, poolSize = 10 }: PostgresOptions): SqlDriver {
  requireAddress(connectionString);
  const pool = new pg.Pool({
    connectionString,
    max: poolSize,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + ANSWER_MARGIN_MS,
    keepAlive: true,
    types: { getTypeParser },
    onConnect: prepareSession,
  });
  // An idle connection that breaks has left the pool by now; unheard, its error would end the process.
  pool.on('error', () => {});
  let closing: Promise<void> | undefined;

  async function withClient<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    if (pool.waitingCount >= WAITING_LIMIT) throw new LedgerUnavailableError('too many wait for the ledger');
    const client = await pool.connect();
    // Between two queries nobody listens to the connection, and it may break there too.
    const ignore = () => {};
    client.on('error', ignore);
    try {
      const result = await work(client);
      client.off('error', ignore);
      client.release();
      return result;
    } catch (error) {
      // Destroyed, not reused: closing it is also what rolls back whatever it had begun.
      client.release(true);
      throw error;
    }
  }

  async function attempt<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    try {
      return await withClient(work).catch((error: unknown) => {
        if (isRolledBack(error)) return withClient(work);
        throw error;
      });
    } catch (error) {
      throw error instanceof LedgerUnavailableError ? error : toLedgerError(error);
    }
  }

  return {
    dialect: 'postgres',
    read: (statement) => attempt((client) => run(client, statement)),
    write: (statements, options) => attempt((client) => runBatch(client, statements, options)),
    ping: async () => {
      const rows = await attempt((client) =>
        run(client, { sql: 'SELECT pg_is_in_recovery()::int AS standby', params: [] }),
      );
      if (rows[0]?.['standby'] !== 0)
        throw new LedgerUnavailableError("the ledger's database is a read-only standby");
    },
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

async function runBatch(
  client: pg.PoolClient,
  statements: readonly Statement[],
  { timeoutMs }: WriteOptions = {},
): Promise<Row[][] | null> {
  const [only] = statements;
  // One statement is a transaction by itself: so a renewal's writes and the claims take a single round trip each.
  if (only && statements.length === 1 && timeoutMs === undefined) {
    const rows = await run(client, only);
    return only.guard && rows.length === 0 ? null : [rows];
  }
  await client.query('BEGIN');
  if (timeoutMs !== undefined) await client.query(`SET LOCAL statement_timeout = ${timeoutMs}`);
  const results: Row[][] = [];
  for (const statement of statements) {
    const rows = await run(client, statement, timeoutMs);
    if (statement.guard && rows.length === 0) {
      await client.query('ROLLBACK');
      return null;
    }
    results.push(rows);
  }
  await client.query('COMMIT');
  return results;
}

async function run(client: pg.PoolClient, statement: Statement, timeoutMs?: number): Promise<Row[]> {
  const { text, name } = translate(statement.sql);
  const query: pg.QueryConfig<unknown[]> & { query_timeout?: number } = {
    text,
    values: [...statement.params],
  };
  if (statement.hot) query.name = name;
  if (timeoutMs !== undefined) query.query_timeout = timeoutMs + ANSWER_MARGIN_MS;
  return (await client.query<Row>(query)).rows;
}

/**
 * The claims and the retries after a clash are reasoned out for READ COMMITTED, and a commit has to be durable, whatever the
 * server's defaults are; a stronger durability than ours (remote_apply) is left alone.
 */
async function prepareSession(client: pg.ClientBase): Promise<void> {
  await client.query(`SET statement_timeout = ${STATEMENT_TIMEOUT_MS};
SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_TIMEOUT_MS};
SET default_transaction_isolation = 'read committed';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')`);
}

/** Reads BIGINT as a number, in this pool only: pg's own way is text, and setting it there would reach every pool. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8_OID && format !== 'binary' ? readInt8 : pg.types.getTypeParser(oid, format);

function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('the ledger holds a number outside the safe range');
  return value;
}

/** Reads the address once, ahead of the pool: the error of a malformed one repeats it, password and all. */
function requireAddress(connectionString: string): void {
  try {
    new pg.Client({ connectionString });
  } catch {
    throw new LedgerRefusedError('DATABASE_URL is not a PostgreSQL address that can be read');
  }
}
