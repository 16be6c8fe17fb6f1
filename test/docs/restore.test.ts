import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckRenewalDocument, RenewalDocument } from '../../client/generated/graphql.js';
import { runReconcileCredits } from '../../src/cli/run-reconcile-credits.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { eventually } from '../support/eventually.js';
import { administer, startPostgres, type TestPostgres } from '../support/postgres.js';
import { buy, findOffer } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';
import { runCommand } from '../support/tool.js';
import { type Copies, canDump, copyByDump, copyByTemplate, copySqlite } from './copies.js';

/** docs/running.md, "What an older copy means for money". */
describe('a ledger restored from an older copy', () => {
  let folder: string;
  let sandbox: Sandbox;
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-restore-'));
    mkdirSync(join(folder, 'data'));
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => postgres?.stop());

  test('has what was bought before, and does not buy again what was bought after: on SQLite', async () => {
    await tryRestore(`sqlite:${join(folder, 'data/ledger.db')}`, copySqlite(folder));
  });

  test('has what was bought before, and does not buy again what was bought after: on PostgreSQL', async () => {
    const url = await postgres.createDatabase();
    const copies = (await canDump(url)) ? copyByDump(folder, url) : copyByTemplate(url);
    await tryRestore(url, copies).finally(copies.discard);
  });

  test('needs no more than four tables of one schema, without extensions, on PostgreSQL', async () => {
    const url = await postgres.createDatabase();
    await (await start(url)).stop();
    const tables = await administer(
      url,
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const extensions = await administer(url, "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'");
    expect(tables.map(({ name }) => name)).toEqual([
      'public.events',
      'public.meta',
      'public.renewals',
      'public.schema_migrations',
    ]);
    expect(extensions).toEqual([]);
  });

  async function tryRestore(url: string, copies: Copies): Promise<void> {
    let service = await start(url);
    const before = await order(service, 'bought-before');
    if (!copies.isOnline) await service.stop();
    await copies.make();
    if (!copies.isOnline) service = await start(url);
    const after = await order(service, 'bought-after');
    await order(service, 'bought-cheaper');
    await service.stop();

    const restoredUrl = await copies.restore();
    const restored = await start(restoredUrl);
    try {
      expect(await read(restored, before.id)).toMatchObject({ status: 'SUCCEEDED' });
      expect(await read(restored, after.id)).toBeNull();
      expect(await findDifference(restoredUrl)).toBe('1998.00');
      const again = await order(restored, 'bought-after');
      expect(again).toMatchObject({ status: 'PENDING', advice: 'HOLD', reference: after.reference });
      expect(await check(restored, again.id)).toMatchObject({ status: 'SUCCEEDED', needsAttention: false });
      const dearer = await order(restored, 'bought-cheaper', { plan: 'Fiber Gold' });
      expect(await check(restored, dearer.id)).toMatchObject({ status: 'PENDING', needsAttention: true });
      expect(sandbox.control.charges()).toHaveLength(3);
    } finally {
      await restored.stop();
    }
  }

  /** What the provider has consumed beyond what the ledger knows of. */
  async function findDifference(url: string): Promise<unknown> {
    const env = { DATABASE_URL: url, HASHCNET_BASE_URL: sandbox.url, HASHCNET_TOKEN: sandbox.token };
    const { stdout } = await runCommand(runReconcileCredits, ['--json'], { env });
    return JSON.parse(stdout).difference;
  }

  function start(url: string): Promise<TestService> {
    return startService({ sandbox, env: { DATABASE_URL: url, HOLD_TIME_MS: '1' } });
  }
});

async function order(service: TestService, idempotencyKey: string, choice: { plan?: string } = {}) {
  const { data, errors } = await buy(service, { offerId: await findOffer(service, choice), idempotencyKey });
  const renewal = data?.renew.renewal;
  if (!renewal) throw new Error(`nothing was bought: ${JSON.stringify({ data, errors })}`);
  return renewal;
}

async function read(service: TestService, id: string) {
  return (await service.ask(RenewalDocument, { id })).data?.renewal;
}

/** Has it looked up until something has come of it. */
function check(service: TestService, id: string) {
  return eventually(
    async () => (await service.ask(CheckRenewalDocument, { id })).data?.checkRenewal,
    (renewal) => renewal?.status !== 'PENDING' || renewal.needsAttention,
  );
}
