import { MIGRATIONS, type Migration, migrate } from '../../src/ledger/migrations.js';
import { createSqlLedger } from '../../src/ledger/sql.ledger.js';
import { createStatement, type SqlDriver } from '../../src/ledger/sql-driver.js';
import { openSqliteDriver } from '../../src/ledger/sqlite.driver.js';
import { anEvent, aRenewal } from '../support/renewal-builder.js';

const NEWER: Migration = {
  id: 1000,
  name: 'newer',
  sql: () => ['ALTER TABLE renewals ADD COLUMN note TEXT'],
};

describe('migrating', () => {
  let driver: SqlDriver;
  beforeEach(() => {
    driver = openSqliteDriver({ path: ':memory:', role: 'server' });
  });
  afterEach(() => driver.close());

  const readIds = async () =>
    (await driver.read(createStatement('SELECT id FROM schema_migrations ORDER BY id'))).map(
      (row) => row['id'],
    );

  it('numbers its migrations upwards', () => {
    const ids = MIGRATIONS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('runs each migration once', async () => {
    await migrate(driver);
    await migrate(driver);
    expect(await readIds()).toEqual(MIGRATIONS.map(({ id }) => id));
  });

  it('lets an older release work on a ledger that a newer one has migrated', async () => {
    const older = createSqlLedger(driver);
    await migrate(driver);
    await older.record(aRenewal({ id: 'before' }), anEvent());
    await migrate(driver, [...MIGRATIONS, NEWER]);
    await migrate(driver);
    expect(await older.record(aRenewal({ id: 'after' }), anEvent())).toMatchObject({ kind: 'recorded' });
    expect(await older.findMany(['before', 'after'])).not.toContain(null);
  });

  it('undoes a migration that fails half way, and keeps those before it', async () => {
    const broken: Migration = {
      id: 2000,
      name: 'broken',
      sql: () => ['CREATE TABLE half (id TEXT)', 'NONSENSE'],
    };
    await expect(migrate(driver, [...MIGRATIONS, NEWER, broken])).rejects.toThrow();
    expect(await readIds()).toEqual([...MIGRATIONS.map(({ id }) => id), NEWER.id]);
    expect(await driver.read(createStatement("SELECT name FROM sqlite_schema WHERE name = 'half'"))).toEqual(
      [],
    );
  });
});
