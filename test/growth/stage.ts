import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '../../src/ledger/ledger.js';
import { migrate } from '../../src/ledger/migrations.js';
import { createPostgresDriver } from '../../src/ledger/postgres.driver.js';
import { createSqlLedger } from '../../src/ledger/sql.ledger.js';
import type { Dialect, SqlDriver } from '../../src/ledger/sql-driver.js';
import { openSqliteDriver } from '../../src/ledger/sqlite.driver.js';
import { administer, startPostgres } from '../support/postgres.js';
import { fill } from './fill.js';

/** One filled ledger. */
export interface FilledLedger {
  readonly rowCount: number;
  readonly driver: SqlDriver;
  readonly ledger: Ledger;
  readonly fillSeconds: number;
  readonly sizeBytes: number;
}

export interface Stage {
  readonly dialect: Dialect;
  /** Such as "PostgreSQL 18.0". */
  readonly version: string;
  /** Makes a ledger of its own and fills it. */
  make(rowCount: number, onProgress: (done: number) => void): Promise<FilledLedger>;
  /** Takes all of it away. */
  close(): Promise<void>;
}

export async function openStage(dialect: Dialect): Promise<Stage> {
  return dialect === 'sqlite' ? openSqliteStage() : openPostgresStage();
}

async function openSqliteStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-growth-'));
  const drivers: SqlDriver[] = [];
  return {
    dialect: 'sqlite',
    version: `SQLite ${process.versions['sqlite'] ?? ''}`,
    async make(rowCount, onProgress) {
      const path = join(folder, `${rowCount}.db`);
      const driver = openSqliteDriver({ path, role: 'server' });
      drivers.push(driver);
      const fillSeconds = await fillTimed(driver, rowCount, onProgress);
      const { size } = await stat(path);
      return { rowCount, driver, ledger: createSqlLedger(driver), fillSeconds, sizeBytes: size };
    },
    async close() {
      for (const driver of drivers) await driver.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPostgresStage(): Promise<Stage> {
  const postgres = await startPostgres();
  const drivers: SqlDriver[] = [];
  const [row] = await administer(postgres.url, 'SHOW server_version');
  return {
    dialect: 'postgres',
    version: `PostgreSQL ${String(row?.['server_version'])}`,
    async make(rowCount, onProgress) {
      const url = await postgres.createDatabase();
      const driver = createPostgresDriver({ connectionString: url, poolSize: 2 });
      drivers.push(driver);
      const fillSeconds = await fillTimed(driver, rowCount, onProgress);
      // What autovacuum does by itself within minutes.
      await administer(url, 'VACUUM ANALYZE');
      const [size] = await administer(url, 'SELECT pg_database_size(current_database())::text AS bytes');
      const sizeBytes = Number(size?.['bytes']);
      return { rowCount, driver, ledger: createSqlLedger(driver), fillSeconds, sizeBytes };
    },
    async close() {
      for (const driver of drivers) await driver.close();
      await postgres.stop();
    },
  };
}

async function fillTimed(
  driver: SqlDriver,
  rowCount: number,
  onProgress: (done: number) => void,
): Promise<number> {
  await migrate(driver);
  const startedAtMs = performance.now();
  await fill(driver, rowCount, onProgress);
  return (performance.now() - startedAtMs) / 1000;
}
