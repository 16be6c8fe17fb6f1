import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { eventually } from '../support/eventually.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { purchase } from '../support/purchase.js';
import { startService } from '../support/service.js';

const MAIN = join(import.meta.dirname, '../../src/cli/main.js');
const RENEWALS = 24;

describe('reconcile beside running servers on PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  test('shares the work with them: every renewal is looked up once, by one of them', async () => {
    const DATABASE_URL = await postgres.createDatabase();
    const sandbox = await startSandbox();
    const settlement = { DATABASE_URL, HOLD_TIME_MS: '1', NOT_RECORDED_AFTER_MS: '86400000' };
    const seller = await startService({ sandbox, env: settlement });
    // Nothing is looked up before everything is bought and decided.
    sandbox.control.setDlrUrl(undefined);
    for (let n = 0; n < RENEWALS; n += 1) {
      const { reference } = await purchase(seller, { username: `queued-${n}`, slug: 'vns' });
      await sandbox.control.decide(reference, 'Success');
    }
    const env = {
      ...process.env,
      ...settlement,
      HASHCNET_BASE_URL: sandbox.url,
      HASHCNET_TOKEN: sandbox.token,
    };
    const starting = startService({ sandbox, env: { ...settlement, RECONCILE_INTERVAL_MS: '10' } });
    const byHand = [1, 2].map(() =>
      promisify(execFile)(process.execPath, [MAIN, 'reconcile', '--until-idle', '--json'], { env }),
    );
    const [other] = await Promise.all([starting, ...byHand]);
    const ledger = await openLedger({ url: DATABASE_URL, role: 'tool' });
    await eventually(
      () => ledger.list({ statuses: ['PENDING'], limit: RENEWALS }),
      (pending) => pending.length === 0,
    );
    expect(await ledger.list({ statuses: ['SUCCEEDED'], limit: 1000 })).toHaveLength(RENEWALS);
    expect(sandbox.control.requests().counts.lookup).toBe(RENEWALS);
    await ledger.close();
    await other.stop();
    await seller.stop();
    await sandbox.close();
  }, 60_000);
});
