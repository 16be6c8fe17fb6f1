import type { Ledger } from '../../src/ledger/ledger.js';
import { MIGRATIONS, type Migration, migrate } from '../../src/ledger/migrations.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { createPostgresDriver } from '../../src/ledger/postgres.driver.js';
import { createSqlLedger } from '../../src/ledger/sql.ledger.js';
import { createStatement } from '../../src/ledger/sql-driver.js';
import { administer, startPostgres, type TestPostgres } from '../support/postgres.js';
import { anEvent, aRenewal } from '../support/renewal-builder.js';
import { describeDeeply } from './describe-deeply.js';

const UNAVAILABLE = { name: 'LedgerUnavailableError' };
const NEWER: Migration = {
  id: 1000,
  name: 'newer',
  sql: () => ['ALTER TABLE renewals ADD COLUMN note TEXT'],
};

let postgres: TestPostgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());
beforeEach(async () => {
  url = await postgres.createDatabase();
});

describe('a PostgreSQL ledger', () => {
  it('is migrated once when several replicas open it at once', async () => {
    const openings = Array.from({ length: 8 }, () => openLedger({ url, environment: 'live', poolSize: 2 }));
    const ledgers = await Promise.all(openings);
    const renewal = aRenewal();
    await ledgers[0]?.record(renewal, anEvent());
    for (const ledger of ledgers) expect(await ledger.find(renewal.id)).toMatchObject({ id: renewal.id });
    expect(await administer(url, 'SELECT id FROM schema_migrations ORDER BY id')).toEqual(
      MIGRATIONS.map(({ id }) => ({ id })),
    );
    await closeAll(ledgers);
  });

  it('keeps sandbox and live apart', async () => {
    await (await openLedger({ url, environment: 'live' })).close();
    await expect(openLedger({ url, environment: 'sandbox' })).rejects.toMatchObject({
      name: 'LedgerRefusedError',
    });
  });

  it('is not made by a tool that was given the address of an empty database', async () => {
    await expect(openLedger({ url, role: 'tool' })).rejects.toMatchObject({ name: 'LedgerRefusedError' });
    const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    expect(await administer(url, tables)).toEqual([]);
  });

  it('goes on under its prepared statements while a newer release adds a column', async () => {
    const older = await openLedger({ url, environment: 'live', poolSize: 1 });
    const renewal = aRenewal();
    await older.record(renewal, anEvent());
    const newer = createPostgresDriver({ connectionString: url });
    await migrate(newer, [...MIGRATIONS, NEWER]);
    await newer.close();
    expect(await older.record(aRenewal(), anEvent())).toMatchObject({ kind: 'recorded' });
    expect(await older.find(renewal.id)).toMatchObject({ id: renewal.id });
    await older.close();
  });

  it('takes one statement, thus one round trip, to write a renewal with its events', async () => {
    const driver = createPostgresDriver({ connectionString: url });
    await migrate(driver);
    const statementCounts: number[] = [];
    const ledger = createSqlLedger({
      ...driver,
      write: (statements) => {
        statementCounts.push(statements.length);
        return driver.write(statements);
      },
    });
    const { renewal } = await ledger.record(aRenewal(), anEvent());
    await ledger.save(renewal, [anEvent(), anEvent(), anEvent()]);
    expect(statementCounts).toEqual([1, 1]);
    expect((await ledger.listEvents([renewal.id])).get(renewal.id)).toHaveLength(4);
    await ledger.close();
  });

  it.each([
    ['off', 'on'],
    ['local', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('commits durably where the server says synchronous_commit = %s', async (setting, effective) => {
    const name = new URL(url).pathname.slice(1);
    await administer(postgres.url, `ALTER DATABASE ${name} SET synchronous_commit = ${setting}`);
    const driver = createPostgresDriver({ connectionString: url });
    const rows = await driver.read(createStatement("SELECT current_setting('synchronous_commit') AS value"));
    expect(rows).toEqual([{ value: effective }]);
    await driver.close();
  });

  it('reads what is committed, whatever isolation the server has by default', async () => {
    const name = new URL(url).pathname.slice(1);
    await administer(
      postgres.url,
      `ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`,
    );
    const driver = createPostgresDriver({ connectionString: url });
    const show = createStatement("SELECT current_setting('transaction_isolation') AS value");
    expect(await driver.read(show)).toEqual([{ value: 'read committed' }]);
    expect(await driver.write([show, show])).toEqual([
      [{ value: 'read committed' }],
      [{ value: 'read committed' }],
    ]);
    await driver.close();
  });

  it('passes a deadlock over by trying once more', async () => {
    const driver = createPostgresDriver({ connectionString: url });
    await driver.write([createStatement('CREATE TABLE t (id INT PRIMARY KEY, n INT NOT NULL)')]);
    await driver.write([createStatement('INSERT INTO t VALUES (1, 0), (2, 0)')]);
    const add = (id: number) => createStatement('UPDATE t SET n = n + 1 WHERE id = ?', [id]);
    const pause = createStatement('SELECT pg_sleep(0.2)');
    await Promise.all([driver.write([add(1), pause, add(2)]), driver.write([add(2), pause, add(1)])]);
    expect(await driver.read(createStatement('SELECT n FROM t'))).toEqual([{ n: 2 }, { n: 2 }]);
    await driver.close();
  });

  it('leaves other pools their own way of reading BIGINT', async () => {
    const driver = createPostgresDriver({ connectionString: url });
    expect(await driver.read(createStatement('SELECT 9007199254740991::bigint AS n'))).toEqual([
      { n: Number.MAX_SAFE_INTEGER },
    ]);
    await expect(driver.read(createStatement('SELECT 9007199254740993::bigint AS n'))).rejects.toThrow(
      RangeError,
    );
    expect(await administer(url, 'SELECT 1::bigint AS n')).toEqual([{ n: '1' }]);
    await driver.close();
  });

  it('never repeats a password that the server refuses', async () => {
    const wrong = new URL(url);
    wrong.password = 'hunter2';
    const opening = openLedger({ url: wrong.href, environment: 'live' });
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toMatchObject(UNAVAILABLE);
    expect(describeDeeply(error)).not.toContain('hunter2');
  });
});

describe('a PostgreSQL server that goes away', () => {
  const outage = process.env['TEST_DATABASE_URL'] ? it.skip : it;

  outage('makes the ledger unavailable, and the ledger recovers by itself when it returns', async () => {
    const ledger = await openLedger({ url, environment: 'live' });
    const renewal = aRenewal();
    await ledger.record(renewal, anEvent());
    await postgres.kill();
    await expect(ledger.ping()).rejects.toMatchObject(UNAVAILABLE);
    await expect(ledger.find(renewal.id)).rejects.toMatchObject(UNAVAILABLE);
    await expect(ledger.record(aRenewal(), anEvent())).rejects.toMatchObject(UNAVAILABLE);
    await expect(openLedger({ url, environment: 'live' })).rejects.toMatchObject(UNAVAILABLE);
    await postgres.restart();
    await ledger.ping();
    expect(await ledger.find(renewal.id)).toMatchObject({ id: renewal.id });
    expect(await ledger.record(aRenewal(), anEvent())).toMatchObject({ kind: 'recorded' });
    await ledger.close();
  });

  outage('loses nothing that was acknowledged, however many writes it interrupts', async () => {
    const ledger = await openLedger({ url, environment: 'live' });
    const acknowledged: string[] = [];
    const writers = Array.from({ length: 8 }, async () => {
      for (;;) {
        const renewal = aRenewal();
        await ledger.record(renewal, anEvent());
        acknowledged.push(renewal.id);
      }
    });
    const endings = Promise.allSettled(writers);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await postgres.kill();
    for (const ending of await endings)
      expect(ending).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    await postgres.restart();
    const found = await ledger.findMany(acknowledged.slice(-1000));
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain(null);
    await ledger.close();
  });
});

async function closeAll(ledgers: readonly Ledger[]): Promise<void> {
  for (const ledger of ledgers) await ledger.close();
}
