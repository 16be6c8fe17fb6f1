import { createInitialSchema } from './initial-schema.js';
import { createStatement, type Dialect, type SqlDriver, type Statement } from './sql-driver.js';

export interface Migration {
  /** Grows by one; never reused, and never edited once released. */
  readonly id: number;
  readonly name: string;
  /** The statements, each on its own, in the dialect's words. */
  readonly sql: (dialect: Dialect) => readonly string[];
}

/**
 * Every migration is additive: a new table, a new index, a new column that is nullable or has a default. The release
 * before must go on reading and writing while this one starts, and go on after a rollback. Hence a ledger that has
 * migrations this release does not know is opened like any other.
 */
export const MIGRATIONS: readonly Migration[] = [{ id: 1, name: 'initial schema', sql: createInitialSchema }];

/** An arbitrary number that stands for "migrating this ledger" among PostgreSQL's advisory locks. */
const MIGRATION_LOCK = 4_716_237_110;
const MIGRATION_TIMEOUT_MS = 300_000;

/**
 * Brings the database up to date, each migration in its own transaction. Several processes may do so at once: each
 * migration is written down before it is done, in the same transaction, and only one can write it down.
 */
export async function migrate(
  driver: SqlDriver,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const lock = lockMigrations(driver.dialect);
  await driver.write([...lock, createStatement(CREATE_REGISTER)], { timeoutMs: MIGRATION_TIMEOUT_MS });
  const known = await driver.read(createStatement('SELECT id FROM schema_migrations'));
  const done = new Set(known.map((row) => row['id']));
  for (const migration of migrations.filter(({ id }) => !done.has(id))) {
    const steps = migration.sql(driver.dialect).map((sql) => createStatement(sql));
    await driver.write([...lock, register(migration), ...steps], { timeoutMs: MIGRATION_TIMEOUT_MS });
  }
}

const CREATE_REGISTER = `CREATE TABLE IF NOT EXISTS schema_migrations (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at_ms BIGINT NOT NULL
)`;

function register({ id, name }: Migration): Statement {
  return createStatement(
    'INSERT INTO schema_migrations (id, name, applied_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
    [id, name, Date.now()],
    { guard: true },
  );
}

/** Two PostgreSQL sessions that create one table at once trip over each other; SQLite has one writer anyway. */
function lockMigrations(dialect: Dialect): Statement[] {
  if (dialect === 'sqlite') return [];
  return [createStatement('SELECT pg_advisory_xact_lock(?)', [MIGRATION_LOCK])];
}
