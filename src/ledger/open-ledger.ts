import type { Secret } from '../values/secret.js';
import { type Ledger, LedgerRefusedError } from './ledger.js';
import { migrate } from './migrations.js';
import { createPostgresDriver } from './postgres.driver.js';
import { readText } from './row.js';
import { createSqlLedger } from './sql.ledger.js';
import { createStatement, type SqlDriver } from './sql-driver.js';
import { openSqliteDriver } from './sqlite.driver.js';

export type LedgerEnvironment = 'sandbox' | 'live';

export interface OpenLedgerOptions {
  /** `sqlite:PATH`, `sqlite::memory:`, `postgres://…` or `postgresql://…`. */
  readonly url: Secret | string;
  /** What the money in it is; a ledger keeps the one it was first opened with. */
  readonly environment: LedgerEnvironment;
  /** A server unless told. A tool works beside the server of a SQLite ledger, which must exist. */
  readonly role?: 'server' | 'tool';
  /** Connections to PostgreSQL at most; 10 unless told. */
  readonly poolSize?: number;
}

/**
 * Opens the ledger and brings its tables up to date.
 * Throws LedgerRefusedError for an address, file or environment that does not fit, with what to do about it, and
 * LedgerUnavailableError when the database cannot be reached now, within seconds: whether to wait is the caller's choice.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<Ledger> {
  const driver = openDriver(options);
  try {
    await migrate(driver);
    await claimEnvironment(driver, options.environment);
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
