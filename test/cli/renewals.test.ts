import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runReconcile } from '../../src/cli/run-reconcile.js';
import { runRenewals } from '../../src/cli/run-renewals.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { acknowledge } from '../../src/renewals/acknowledge.js';
import { systemClock } from '../../src/values/clock.js';
import { purchase } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';
import { runCommand } from '../support/tool.js';

let folder: string;
let service: TestService;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hashcnet-renewals-'));
  service = await startService({ env: { DATABASE_URL: databaseUrl(), ...SETTLEMENT } });
  // Nothing is looked up but what a test looks up.
  service.sandbox.control.setDlrUrl(undefined);
});
afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A hold time that is over at once, and a horizon that never comes. */
const SETTLEMENT = { HOLD_TIME_MS: '1', NOT_RECORDED_AFTER_MS: '86400000' };
const databaseUrl = () => `sqlite:${join(folder, 'ledger.db')}`;
const environment = () => ({
  ...SETTLEMENT,
  DATABASE_URL: databaseUrl(),
  HASHCNET_BASE_URL: service.sandbox.url,
  HASHCNET_TOKEN: service.sandbox.token,
});
const renewals = (argv: readonly string[], env: Record<string, string> = {}) =>
  runCommand(runRenewals, argv, { env: { ...environment(), ...env } });
const reconcile = (argv: readonly string[] = [], env: Record<string, string> = {}) =>
  runCommand(runReconcile, argv, { env: { ...environment(), ...env } });

/** Queued upstream, so pending here, until told otherwise. */
const buyQueued = () => purchase(service, { username: 'queued', slug: 'vns' });
const decide = (reference: string) => service.sandbox.control.decide(reference, 'Success');

describe('renewals list', () => {
  test('shows the newest first, one line each, beside the running service', async () => {
    const first = await purchase(service, { username: 'plain', slug: 'hons' });
    const second = await buyQueued();
    const { exitCode, stdout } = await renewals(['list']);
    expect(exitCode).toBe(0);
    const [top, next, ...rest] = stdout.split('\n');
    expect(top).toMatch(new RegExp(`${second.id}  PROCESSING +NPR .*vns/queued.*by shop$`));
    expect(next).toMatch(new RegExp(`${first.id}  SUCCEEDED .*hons/plain`));
    expect(rest).toEqual(['']);
  });

  test.each([
    [['--status', 'pending']],
    [['--status', 'PENDING,FAILED', '--slug', 'vns']],
    [['--username', ' queued ']],
    [['--slug', 'vns', '--client', 'shop']],
  ])('finds by %j', async (filter) => {
    await purchase(service, { username: 'plain', slug: 'hons' });
    const wanted = await buyQueued();
    const { stdout } = await renewals(['list', ...filter, '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ id: wanted.id, status: 'PENDING', client: 'shop' }]);
  });

  test('finds what a person has to look at, and says when there is none or there may be more', async () => {
    await purchase(service, { username: 'plain' });
    const none = await renewals(['list', '--needs-attention']);
    expect(none).toEqual({ exitCode: 0, stdout: '', stderr: 'there is none\n' });
    expect((await renewals(['list', '--limit', '1'])).stderr).toContain('there may be more');
    expect((await renewals(['list', '--limit', '2'])).stderr).toBe('');
  });
});

describe('renewals show', () => {
  test('tells the whole story of one, by id or by reference', async () => {
    const { id, reference } = await purchase(service, { username: 'plain' });
    const byId = await renewals(['show', id]);
    expect(byId.exitCode).toBe(0);
    expect(byId.stdout).toMatch(/^status +SUCCEEDED$/m);
    expect(byId.stdout).toMatch(/Z {2}SUBMITTED/);
    expect(byId.stdout).toMatch(/Z {2}COMMIT_ANSWERED +Success$/m);
    expect((await renewals(['show', reference])).stdout).toBe(byId.stdout);
    const { stdout } = await renewals(['show', id, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ id, refunds: [], events: [{ type: 'SUBMITTED' }, {}, {}] });
  });

  test('shows no name or message that would work the terminal', async () => {
    const { id } = await purchase(service, { username: 'plain' });
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(join(folder, 'ledger.db'));
    database.prepare('UPDATE renewals SET plan_title = ?').run('Gold\u001b[2J\u202eplan');
    database.close();
    for (const argv of [['show', id], ['list']]) {
      const { stdout } = await renewals(argv);
      expect(stdout).toContain('Gold\uFFFD[2J\uFFFDplan');
      for (const code of ['\u001b', '\u202e']) expect(stdout).not.toContain(code);
    }
  });

  test('says that there is none', async () => {
    const { exitCode, stdout, stderr } = await renewals(['show', '00000000-0000-4000-8000-000000000000']);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('there is no renewal');
  });
});

describe('renewals check', () => {
  test('asks upstream now and settles what it learns, as the service does', async () => {
    const { id, reference } = await buyQueued();
    await decide(reference);
    const { exitCode, stdout } = await renewals(['check', id]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^status +SUCCEEDED$/m);
    expect(stdout).toMatch(/LOOKED_UP +Success/);
    expect(service.sandbox.control.requests().counts.lookup).toBe(1);
  });

  test('keeps the hold time, and says that it did not ask', async () => {
    const { id } = await buyQueued();
    const { exitCode, stderr } = await renewals(['check', id], {
      HOLD_TIME_MS: '600000',
      NOT_RECORDED_AFTER_MS: '700000',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not asked: the hold time ends at');
    expect(service.sandbox.control.requests().counts.lookup).toBe(0);
  });
});

describe('renewals acknowledge', () => {
  /** Bought, and then the provider says that it failed: the status stays, and a person is asked. */
  async function buyContradicted() {
    const bought = await purchase(service, { username: 'plain' });
    await service.sandbox.control.decide(bought.reference, 'Failed');
    const { stdout } = await renewals(['check', bought.id]);
    expect(stdout).toMatch(/^attention +CONTRADICTION$/m);
    return bought;
  }

  test('takes the flag off, keeps the status, and leaves flag and note in the trail', async () => {
    const { id, reference } = await buyContradicted();
    expect((await renewals(['list', '--needs-attention'])).stdout).toContain(id);
    const { exitCode, stdout } = await renewals(['acknowledge', reference, '--note', ' paid back by hand ']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^status +SUCCEEDED$/m);
    expect(stdout).not.toMatch(/^attention/m);
    expect(stdout).toMatch(/FLAGGED +later news contradicts/);
    expect(stdout).toMatch(/ACKNOWLEDGED +CONTRADICTION: paid back by hand$/m);
    expect((await renewals(['list', '--needs-attention'])).stdout).toBe('');
    const again = await renewals(['acknowledge', id, '--note', 'twice']);
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('nobody was asked to look at it');
  });

  test('takes none off what is undecided, and finds no other', async () => {
    const { id } = await buyQueued();
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(join(folder, 'ledger.db'));
    database.prepare("UPDATE renewals SET attention = 'OPEN_TOO_LONG'").run();
    database.close();
    const { exitCode, stdout, stderr } = await renewals(['acknowledge', id, '--note', 'seen']);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('it is undecided');
    expect((await renewals(['list', '--needs-attention'])).stdout).toContain(id);
    const missing = await renewals(['acknowledge', '00000000-0000-4000-8000-000000000000', '--note', 'seen']);
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test.each([
    [['acknowledge', 'some-id']],
    [['acknowledge', 'some-id', '--note', '  ']],
    [['acknowledge', 'some-id', '--note', 'x'.repeat(201)]],
    [['acknowledge', 'some-id', '--note', 'a\u001b[2J']],
    [['acknowledge', 'some-id', '--note', 'two\u2028lines']],
    [['acknowledge', '--note', 'seen']],
    [['show', 'some-id', '--note', 'seen']],
  ])('is refused as %j', async (argv) => {
    expect(await renewals(argv)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('takes off no flag that came after it was read', async () => {
    const { id } = await buyContradicted();
    const ledger = await openLedger({ url: databaseUrl(), role: 'tool' });
    try {
      const read = await ledger.find(id);
      if (read === null) throw new Error('it was bought');
      await ledger.save({ ...read, attention: 'REFUND_UNCLEAR' }, []);
      const result = await acknowledge({ renewal: read, note: 'seen' }, { ledger, clock: systemClock });
      expect(result).toEqual({ kind: 'changed' });
      expect(await ledger.find(id)).toMatchObject({ attention: 'REFUND_UNCLEAR' });
    } finally {
      await ledger.close();
    }
  });
});

describe('reconcile', () => {
  test('takes no settings that the service would refuse together', async () => {
    const { exitCode, stderr } = await reconcile([], { HOLD_TIME_MS: '2', NOT_RECORDED_AFTER_MS: '1' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('NOT_RECORDED_AFTER_MS must not be shorter than HOLD_TIME_MS');
  });

  test('looks up what is due, once, beside the running service', async () => {
    const { id, reference } = await buyQueued();
    await decide(reference);
    const { exitCode, stdout } = await reconcile();
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      '1 looked up; 1 became SUCCEEDED; 0 flagged for a person; more may be due: run it again, or with --until-idle\n',
    );
    expect((await renewals(['show', id])).stdout).toMatch(/^status +SUCCEEDED$/m);
  });

  test('goes on until nothing is due, within its passes', async () => {
    for (let n = 0; n < 10; n += 1) await decide((await buyQueued()).reference);
    const bounded = JSON.parse((await reconcile(['--until-idle', '--max-passes', '1', '--json'])).stdout);
    expect(bounded).toMatchObject({ passes: 1, lookedUp: 8, isIdle: false });
    const rest = JSON.parse((await reconcile(['--until-idle', '--json'])).stdout);
    expect(rest).toEqual({
      passes: 2,
      lookedUp: 2,
      becameFinal: { SUCCEEDED: 2 },
      flagged: 0,
      errors: 0,
      isIdle: true,
    });
  });

  test('is one asker among several: each renewal is looked up once', async () => {
    for (let n = 0; n < 12; n += 1) await decide((await buyQueued()).reference);
    const runs = await Promise.all([1, 2, 3].map(() => reconcile(['--until-idle', '--json'])));
    const lookedUp = runs.map(({ stdout }) => (JSON.parse(stdout) as { lookedUp: number }).lookedUp);
    expect(lookedUp.reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(service.sandbox.control.requests().counts.lookup).toBe(12);
  });

  test('needs to know which upstream is asked, and which ledger', async () => {
    const without = await reconcile([], { HASHCNET_BASE_URL: '', HASHCNET_TOKEN: '' });
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toContain('HASHCNET_BASE_URL');
    expect(without.stderr).toContain('HASHCNET_TOKEN');
    const elsewhere = await reconcile([], { DATABASE_URL: `sqlite:${join(folder, 'other.db')}` });
    expect(elsewhere.exitCode).toBe(3);
    expect(elsewhere.stderr).toContain('there is no ledger at');
    expect((await reconcile([], { HOLD_TIME_MS: 'soon' })).stderr).toContain('HOLD_TIME_MS');
  });
});

describe('a wrong command line', () => {
  test.each([
    [[], 'say: list'],
    [['delete', 'x'], 'say: list'],
    [['list', 'x'], 'list takes no ID'],
    [['list', '--limit', '0'], '--limit'],
    [['list', '--status', 'DONE'], '--status'],
    [['list', '--username', ''], '--username'],
    [['show'], 'say: show ID'],
    [['show', 'a b'], 'say: show ID'],
    [['show', 'x', '--slug', 'vns'], 'filters are for list'],
    [['check', 'x', 'y'], 'say: check ID'],
  ])('%j is refused with what is wrong and the help', async (argv, named) => {
    const { exitCode, stdout, stderr } = await renewals(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toContain(named);
    expect(stderr).toContain('Usage: hashcnet-graphql renewals');
  });

  test('--max-passes alone is refused', async () => {
    expect(await reconcile(['--max-passes', '3'])).toMatchObject({ exitCode: 2 });
  });
});
