import { readFileSync } from 'node:fs';
import type { GroupResult, LoadResult } from '../../bench/load/load-plan.js';
import { type Load, startLoad } from '../../bench/load/start-load.js';
import { auditLedgers, readTransactions } from '../../bench/replicas/audit-ledger.js';
import { type Database, startDatabase } from '../../bench/replicas/database.js';
import { formatReplicas } from '../../bench/replicas/format-replicas.js';
import { parseOptions } from '../../bench/replicas/options.js';
import { type FleetRuns, runReplicas } from '../../bench/replicas/run-replicas.js';
import { administer } from '../support/postgres.js';

// They are pinned, and read in /proc; and so is the database, which has to be here.
const describeHere =
  process.platform === 'linux' && !process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

const PACE = { rounds: 1, warmUp: { leastMs: 50, serverCpuMs: 0 }, windowMs: 300 };

describeHere('replicas on one database', () => {
  let database: Database;
  let load: Load;
  let together: FleetRuns;
  let apart: FleetRuns;

  beforeAll(async () => {
    database = await startDatabase();
    load = startLoad();
    ({ together, apart } = await runReplicas([1, 2], { load, database, pace: PACE, show: () => {} }));
  }, 60_000);

  afterAll(async () => {
    await load?.process.stop();
    await database?.stop();
  });

  it('are measured for each number of them, and with a ledger each where they are several', () => {
    expect(together.runs.map(({ name }) => name)).toEqual(['1', '2']);
    expect(apart.runs.map(({ name }) => name)).toEqual(['2']);
    expect([together.ledgerUrls.length, apart.ledgerUrls.length]).toEqual([1, 2]);
    for (const { rounds } of [...together.runs, ...apart.runs]) {
      expect(rounds[0]?.groups[0]?.count).toBeGreaterThan(0);
      expect(rounds[0]?.database?.cpuMs).toBeGreaterThan(0);
    }
  });

  it('have a database that is not on their core, and that syncs', async () => {
    expect(readFileSync(`/proc/${database.pid}/status`, 'utf8')).toMatch(/^Cpus_allowed_list:\t0$/m);
    const rows = await administer(together.ledgerUrls[0] ?? '', 'SHOW fsync');
    expect(rows).toEqual([{ fsync: 'on' }]);
  });

  it('leave each purchase that was answered in the ledger, once', async () => {
    await auditLedgers(together.ledgerUrls, together.purchaseCount);
    await auditLedgers(apart.ledgerUrls, apart.purchaseCount);
    const { committed, rolledBack, deadlocks } = await readTransactions(together.ledgerUrls[0] ?? '');
    expect(committed).toBeGreaterThanOrEqual(3 * together.purchaseCount);
    expect([rolledBack, deadlocks]).toEqual([0, 0]);
  });

  it.each([
    ['is missing', "DELETE FROM renewals WHERE username = 'one'"],
    ['is there twice', "UPDATE renewals SET username = 'one'"],
    ['has not succeeded', "UPDATE renewals SET status = 'PENDING' WHERE username = 'one'"],
  ])('are told of a purchase that %s', async (_, damage) => {
    const url = await database.createLedger();
    await administer(url, TWO_RENEWALS);
    await auditLedgers([url], 2);
    await administer(url, damage);
    await expect(auditLedgers([url], 2)).rejects.toThrow('2 purchases were answered, but recorded are');
  });
});

const TWO_RENEWALS = `CREATE TABLE renewals AS SELECT * FROM (VALUES
('shop', 'first', 'one', 'SUCCEEDED'), ('shop', 'second', 'two', 'SUCCEEDED')) AS two (client, idempotency_key, username, status)`;

function aRun(replicas: number, { serviceUs, databaseUs }: { serviceUs: number; databaseUs: number }) {
  const purchases: GroupResult = {
    name: 'purchases',
    count: 1000,
    errorCount: 0,
    firstError: null,
    p50Ms: 10,
    p99Ms: 20,
    maxMs: 30,
  };
  // A thousand purchases: as many milliseconds as each took microseconds.
  const use = (cpuMs: number) => ({ cpuMs, wantedMs: cpuMs, peakRssBytes: 0 });
  const round: LoadResult = {
    windowMs: 1000,
    groups: [purchases],
    overall: purchases,
    server: use(serviceUs),
    upstream: use(0),
    database: use(databaseUs),
    load: use(0),
    beganAtUs: 0,
    endedAtUs: 1e6,
  };
  return { name: String(replicas), startMs: 0, rounds: [round], baselines: [] };
}

describe('the report on replicas', () => {
  it('says what more of them cost, and with a ledger each, and what a core of the database gives', () => {
    const report = formatReplicas({
      together: {
        runs: [aRun(1, { serviceUs: 800, databaseUs: 400 }), aRun(4, { serviceUs: 1000, databaseUs: 500 })],
        purchaseCount: 2000,
      },
      apart: { runs: [aRun(4, { serviceUs: 1000, databaseUs: 625 })] },
      transactions: { committed: 6020, rolledBack: 0, deadlocks: 0 },
    });
    expect(report).toContain('| 4 | 1 | 1,000 | 100 % | 1,000 | 500 | 10.0 | 20.0 |');
    expect(report).toContain('| 4 | 4 | 1,000 | 100 % | 1,000 | 625 | 10.0 | 20.0 |');
    expect(report).toContain('a purchase costs +25 % in the service and +25 % in the database.');
    expect(report).toContain('+0 % in the service and +25 % in the database.');
    expect(report).toContain('3.01 transactions a purchase, 0 rolled back, 0 deadlocks');
    expect(report).toContain('One core of the database feeds 1.6 cores of replicas');
    expect(report).toContain('2,000 purchases a second at most');
  });

  it('compares nothing where there was one number of replicas', () => {
    const runs = [aRun(1, { serviceUs: 800, databaseUs: 400 })];
    const transactions = { committed: 3000, rolledBack: 0, deadlocks: 0 };
    const report = formatReplicas({
      together: { runs, purchaseCount: 1000 },
      apart: { runs: [] },
      transactions,
    });
    expect(report).not.toContain('in the service and');
    expect(report).toContain('feeds 2.0 cores of replicas');
  });
});

describe('the arguments of the benchmark of replicas', () => {
  it('are numbers of replicas, put in order', () => {
    expect(parseOptions(['--replicas', '4, 1,4'])).toMatchObject({ counts: [1, 4] });
  });

  it.each(['0', '9', '1.5', 'two', '1,,2'])('are refused when a number of replicas is "%s"', (replicas) => {
    expect(() => parseOptions(['--replicas', replicas])).toThrow('each of --replicas must be');
  });
});
