import { migrate } from '../../src/ledger/migrations.js';
import { createPostgresDriver } from '../../src/ledger/postgres.driver.js';
import type { SqlDriver } from '../../src/ledger/sql-driver.js';
import { openSqliteDriver } from '../../src/ledger/sqlite.driver.js';
import { administer, startPostgres, type TestPostgres } from '../support/postgres.js';
import { planQueries } from './query-plans.js';

describe('the plan SQLite makes, without statistics', () => {
  let driver: SqlDriver;
  beforeAll(async () => {
    driver = openSqliteDriver({ path: ':memory:', role: 'server' });
    await migrate(driver);
  });
  afterAll(() => driver.close());

  it.each(planQueries('sqlite'))('walks an index for $name', async ({ statement, index }) => {
    const rows = await driver.read({ ...statement, sql: `EXPLAIN QUERY PLAN ${statement.sql}` });
    const plan = rows.map((row) => row['detail']).join('\n');
    expect(plan).toContain(`INDEX ${index}`);
    // What is found may be sorted, a page of it at most; what is looked through never.
    expect(plan).not.toMatch(/renewals.*\nUSE TEMP B-TREE/);
    expect(plan.replaceAll(/SCAN (renewals USING (COVERING )?INDEX|due|walk\d)/g, '')).not.toContain('SCAN');
  });
});

describe('the plan PostgreSQL makes, with twenty thousand renewals', () => {
  let postgres: TestPostgres;
  let driver: SqlDriver;
  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.createDatabase();
    driver = createPostgresDriver({ connectionString: url });
    await migrate(driver);
    await administer(url, FILL);
  }, 60_000);
  afterAll(async () => {
    await driver?.close();
    await postgres?.stop();
  });

  it.each(planQueries('postgres'))('walks an index for $name', async ({ statement, index }) => {
    const rows = await driver.read({ ...statement, hot: false, sql: `EXPLAIN ${statement.sql}` });
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });
});

/** One in a thousand pending, one in a hundred failed, a hundred users to a client, events of their own. */
const FILL = `
INSERT INTO renewals (id, client, idempotency_key, fingerprint, reference, token_fingerprint, slug, username, session_id,
  plan_title, duration_code, duration_title, amount_paisa, created_at_ms, status, pending_reason, failure_code,
  failure_message, refunds, sent_at_ms, settled_at_ms, next_check_at_ms, check_count, miss_count, sighted, attention,
  updated_at_ms, version, fence)
SELECT 'id-' || n, 'client-' || n % 10, 'key-' || n, 'f', 'ref-' || n, 't', 'slug-' || n % 14, 'user-' || n % 1000,
  'session-' || n, 'plan', '1', '1', 100, 1699990000000 + n, s.status, CASE s.status WHEN 'PENDING' THEN 'IN_DOUBT' END,
  CASE s.status WHEN 'FAILED' THEN 'REJECTED' END, CASE s.status WHEN 'FAILED' THEN 'no' END, '[]', n,
  CASE s.status WHEN 'PENDING' THEN NULL ELSE n END, CASE s.status WHEN 'PENDING' THEN n END, 0, 0, 0,
  CASE WHEN n % 500 = 0 THEN 'look' END, n, 1, 0
FROM generate_series(1, 20000) n, LATERAL (SELECT CASE WHEN n % 1000 = 0 THEN 'PENDING' WHEN n % 100 = 1 THEN 'FAILED'
  WHEN n % 100 = 2 THEN 'REFUNDED' ELSE 'SUCCEEDED' END AS status) s;
INSERT INTO events (renewal_id, at_ms, type) SELECT 'id-' || n, n, 'SUBMITTED' FROM generate_series(1, 20000) n;
ANALYZE`;
