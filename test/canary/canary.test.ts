import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { type Collector, startCollector } from '../support/collector.js';
import { eventually } from '../support/eventually.js';
import { startIssuer } from '../support/issuer.js';
import { administer, startPostgres, type TestPostgres } from '../support/postgres.js';
import { type ServiceProcess, startProcess } from '../support/process.js';
import { createDrive } from './drive.js';
import { type Finding, findLeaks } from './find-leaks.js';
import { FIRST_SESSION_ID, listMarks, MARKS } from './marks.js';
import { makeEnvironment, readPostgresLedger, readSqliteLedger } from './stage.js';

/**
 * The service as it runs in production, with a mark for every secret and every customer, driven through all it does and all that
 * can go wrong; then every byte that left it is searched for the marks.
 */
describe('nothing of a secret or a customer leaves the service', () => {
  let folder: string;
  let sandbox: Sandbox;
  let collector: Collector;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let bearer: string;
  const started: ServiceProcess[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-canary-'));
    sandbox = await startSandbox({
      token: MARKS.upstreamToken,
      firstSessionId: FIRST_SESSION_ID,
      decideAfterMs: 200,
    });
    collector = await startCollector();
    issuer = await startIssuer();
    bearer = await issuer.sign({ expiresInS: 600 });
  });
  afterEach(async () => {
    for (const { child, whenEnded } of started.splice(0)) {
      child.kill('SIGKILL');
      await whenEnded;
    }
    await Promise.all([sandbox.close(), collector.close(), issuer.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  function start(env: Record<string, string>): ServiceProcess {
    const service = startProcess(env);
    started.push(service);
    return service;
  }

  function environment(databaseUrl: string): Record<string, string> {
    const urls = { upstreamUrl: sandbox.url, jwksUrl: issuer.url, collectorUrl: collector.endpoint };
    return makeEnvironment({ folder, databaseUrl, ...urls });
  }

  /** All that the processes printed and the collector got. */
  function* overheard(): Generator<Finding> {
    for (const service of started)
      for (const line of service.output().split('\n')) yield { place: 'output', text: line };
    yield { place: 'traces', text: collector.text() };
  }

  function expectNoLeak(findings: Iterable<Finding>): void {
    const [header = '', payload = '', signature = ''] = bearer.split('.');
    const marks = listMarks({ bearer, bearerPayload: payload, bearerSignature: signature });
    expect(header).not.toBe('');
    expect(findLeaks(findings, marks)).toEqual([]);
  }

  test('over SQLite: every route, every fault of the provider, a kill and a restart', async () => {
    const env = environment(`sqlite:${join(folder, 'ledger.db')}`);
    const first = start(env);
    const url = await first.whenListening;
    sandbox.control.setDlrUrl(`${url}/dlr`);
    const drive = createDrive({ url, sandbox, bearer });
    await drive.readEverything();
    await drive.misbehave();
    await drive.meetEverybody();
    await drive.meetFaults();
    await drive.report();
    await drive.scrape();
    first.child.kill('SIGKILL');
    await first.whenEnded;

    const second = start(env);
    const again = createDrive({ url: await second.whenListening, sandbox, bearer });
    await again.readEverything();
    await again.scrape();
    second.child.kill('SIGTERM');
    expect(await second.whenEnded).toBe(0);

    // It was a real run: everything was met, and the marks were where they belong.
    expect(drive.purchases()).toBeGreaterThan(100);
    expect([...drive.statuses]).toEqual(expect.arrayContaining([200, 204, 400, 401, 404, 413, 415]));
    const ledger = [...readSqliteLedger(folder, 'ledger.db')];
    const findings = [...drive.findings, ...again.findings];
    for (const [mark, place] of [
      ['username', 'ledger renewals.username'],
      ['idempotencyKey', 'ledger renewals.idempotency_key'],
      ['sessionId', 'ledger renewals.session_id'],
    ] as const) {
      expect(ledger.some((cell) => cell.place === place && cell.text.includes(MARKS[mark]))).toBe(true);
    }
    expect(findings.some(({ text }) => text === MARKS.customerName)).toBe(true);
    expect(collector.spans().length).toBeGreaterThan(100);
    expect(second.output()).toContain('"msg":"stopped"');
    expectNoLeak([...findings, ...ledger, ...overheard()]);
  }, 180_000);

  test('in a start that fails: each setting is named and none is quoted', async () => {
    const names = Object.keys(environment('sqlite::memory:'));
    const faulty = Object.fromEntries(
      [...names, 'PORT', 'HASHCNET_ISPS_FILE'].map((name) => [name, MARKS.faultySetting]),
    );
    const file = join(folder, 'cnry7setting.json');
    writeFileSync(
      file,
      JSON.stringify([
        { client: MARKS.faultySetting, slug: MARKS.faultySetting, sha256: MARKS.faultySetting },
      ]),
    );
    const good = environment(`sqlite:${join(folder, 'other.db')}`);
    const url = (where: string) => `postgres://someone:${MARKS.databasePassword}@${where}/ledger`;
    for (const env of [
      { ...faulty, API_KEYS_FILE: `/nowhere/${MARKS.faultySetting}` },
      { ...good, API_KEYS_FILE: file },
      { ...good, HASHCNET_ISPS_FILE: file },
      { ...good, DATABASE_URL: url('127.0.0.1:1') },
      { ...good, DATABASE_URL: url('cnry7setting.invalid:5432') },
      { ...good, DATABASE_URL: url('127.0.0.1:notaport') },
      { ...good, DATABASE_URL: `sqlite:${file}/ledger.db` },
      { ...good, HOST: 'cnry7setting.invalid' },
    ]) {
      expect(await start(env).whenEnded).toBe(1);
    }
    for (const service of started) expect(service.output()).toContain('does not start');
    expectNoLeak(overheard());
  }, 120_000);

  test('in a crash: an error nobody foresaw ends the process without its words', async () => {
    const words = JSON.stringify(`${MARKS.crashText}\n    at ${MARKS.crashText}`);
    const crash = `process.on('SIGUSR2', () => { throw new Error(${words}); });`;
    const file = join(folder, 'crash.mjs');
    writeFileSync(file, crash);
    const service = start({
      ...environment(`sqlite:${join(folder, 'ledger.db')}`),
      NODE_OPTIONS: `--import ${file}`,
    });
    await service.whenListening;
    service.child.kill('SIGUSR2');
    expect(await service.whenEnded).toBe(1);
    expect(service.output()).toContain('"errorName":"Error"');
    expectNoLeak(overheard());
  }, 30_000);

  describe('over PostgreSQL', () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    }, 60_000);
    afterAll(() => postgres.stop());

    test('with a password, through an outage of the ledger', async () => {
      const address = new URL(await postgres.createDatabase());
      const role = `canary_${address.pathname.slice(-8)}`;
      await administer(
        postgres.url,
        `CREATE ROLE ${role} LOGIN SUPERUSER PASSWORD '${MARKS.databasePassword}'`,
      );
      [address.username, address.password] = [role, MARKS.databasePassword];
      const service = start(environment(address.href));
      const url = await service.whenListening;
      const drive = createDrive({ url, sandbox, bearer });
      await drive.buy('plain');
      await drive.buy('queued');
      if (postgres.canRestart) {
        await postgres.kill();
        await drive.buy('plain');
        await drive.readEverything();
        await drive.scrape();
        await postgres.restart();
        await eventually(
          () => drive.send('readyz', '/readyz'),
          ({ status }) => status === 200,
        );
        expect(drive.statuses).toContain(503);
      }
      await drive.buy('commit-500-after-charge');
      await drive.readEverything();
      service.child.kill('SIGTERM');
      expect(await service.whenEnded).toBe(0);
      const ledger = await readPostgresLedger(address.href);
      expect(ledger.some(({ text }) => text.includes(MARKS.idempotencyKey))).toBe(true);
      expectNoLeak([...drive.findings, ...ledger, ...overheard()]);
    }, 60_000);
  });
});
