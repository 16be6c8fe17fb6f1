import type { Secret } from '../values/secret.js';
import { type Ledger, LedgerRefusedError, LedgerUnavailableError } from './ledger.js';
import { migrate } from './migrations.js';
import { createPostgresDriver } from './postgres.driver.js';
import { readText } from './row.js';
import { createSqlLedger } from './sql.ledger.js';
import { createStatement, type SqlDriver } from './sql-driver.js';
import { openSqliteDriver } from './sqlite.driver.js';

export type LedgerEnvironment = 'sandbox' | 'live';

interface LedgerAddress {
  /** `sqlite:PATH`, `sqlite::memory:`, `postgres://…` or `postgresql://…`. */
  readonly url: Secret | string;
  /** Connections to PostgreSQL at most; 10 unless told. */
  readonly poolSize?: number;
}

interface ServerOptions extends LedgerAddress {
  readonly role?: 'server';
  /** What the money in it is; a ledger keeps the one it was first opened with. */
  readonly environment: LedgerEnvironment;
}

/** A tool works beside the servers of a ledger, which must exist; without an environment it takes either. */
interface ToolOptions extends LedgerAddress {
  readonly role: 'tool';
  readonly environment?: LedgerEnvironment;
}

export type OpenLedgerOptions = ServerOptions | ToolOptions;

/**
 * Opens the ledger and brings its tables up to date.
 * Throws LedgerRefusedError for an address, file or environment that does not fit, with what to do about it, and
 * LedgerUnavailableError when the database cannot be reached now, within seconds: whether to wait is the caller's choice.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<Ledger> {
  const driver = openDriver(options);
  try {
    if (options.role === 'tool') await requireLedger(driver);
    await migrate(driver);
    if (options.environment !== undefined) await claimEnvironment(driver, options.environment);
    return createSqlLedger(driver);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

function openDriver({ url, role = 'server', poolSize }: OpenLedgerOptions): SqlDriver {
  const address = typeof url === 'string' ? url : url.reveal();
  if (/^postgres(?:ql)?:\/\//.test(address)) {
    return createPostgresDriver({
      connectionString: address,
      ...(poolSize === undefined ? {} : { poolSize }),
    });
  }
  // `sqlite://data/ledger.db` would be a file at the root of the disk, which nobody means.
  const path = /^sqlite:((?!\/\/[^/]).+)$/.exec(address)?.[1];
  if (path === undefined) {
    throw new LedgerRefusedError(
      'DATABASE_URL must be sqlite:PATH (as in sqlite:data/ledger.db) or postgres://…',
    );
  }
  return openSqliteDriver({ path, role });
}

/** A tool that was given the wrong address must say so, not find a new and empty ledger there. */
async function requireLedger(driver: SqlDriver): Promise<void> {
  try {
    await driver.read(createStatement('SELECT value FROM meta LIMIT 1'));
  } catch (error) {
    if (error instanceof LedgerUnavailableError) throw error;
    throw new LedgerRefusedError('the database at DATABASE_URL holds no ledger: no server has used it yet');
  }
}

/** Keeps play money and real money apart: the first opener says which the ledger holds, for good. */
async function claimEnvironment(driver: SqlDriver, environment: LedgerEnvironment): Promise<void> {
  const insert = "INSERT INTO meta (key, value) VALUES ('environment', ?) ON CONFLICT DO NOTHING";
  await driver.write([createStatement(insert, [environment])]);
  const [row] = await driver.read(createStatement("SELECT value FROM meta WHERE key = 'environment'"));
  const held = row && readText(row, 'value');
  if (held === environment) return;
  throw new LedgerRefusedError(
    `this is a ${held} ledger and the service is in ${environment} mode: set DATABASE_URL to another ledger`,
  );
}
