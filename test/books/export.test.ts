import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExport } from '../../src/cli/run-export.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { startPostgres } from '../support/postgres.js';
import { anEvent, aRenewal, FAILED, SUCCEEDED } from '../support/renewal-builder.js';
import { runCommand } from '../support/tool.js';
import { parseCsv, readTable } from './support/csv.js';

const DAY = '2026-10-01T00:00:00.000Z';
const DAY_MS = Date.parse(DAY);

let folder: string;
let url: string;
let server: Ledger;

// A server has the ledger open all the while: the command works beside it.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
  url = `sqlite:${join(folder, 'ledger.db')}`;
  server = await openLedger({ url, environment: 'live' });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (overrides: Parameters<typeof aRenewal>[0] = {}, ledger = server) =>
  ledger.record(aRenewal({ createdAtMs: DAY_MS, ...overrides }), anEvent());
const runIt = (argv: readonly string[], isTTY = false) =>
  runCommand(runExport, argv, { env: { DATABASE_URL: url }, isTTY });

describe('the columns of the export', () => {
  it('are these, in this order, for good', async () => {
    const { stdout } = await runIt(['--format', 'csv']);
    expect(stdout).toBe(
      'id,reference,createdAt,client,idempotencyKey,slug,username,planTitle,packageCode,durationCode,durationTitle,' +
        'currency,amount,status,pendingReason,advice,refundsTotal,netAmount,creditsConsumed,providerId,failureCode,' +
        'failureMessage,attention,settledAt,checkedAt,updatedAt\r\n',
    );
  });

  it('say exactly what the ledger knows of a renewal refunded in part', async () => {
    const refund = { remarks: 'goodwill', refundedAtMs: null };
    await put({
      ...SUCCEEDED,
      id: 'id-1',
      reference: 'ref1',
      amountPaisa: 163_405,
      refunds: [
        { ...refund, amountPaisa: 10_001 },
        { ...refund, amountPaisa: 4 },
      ],
      creditsConsumed: '1601.36900000001',
      settledAtMs: DAY_MS + 1,
    });
    const { stdout, exitCode, stderr } = await runIt(['--format', 'ndjson']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'id-1',
      reference: 'ref1',
      createdAt: DAY,
      currency: 'NPR',
      amount: '1634.05',
      status: 'SUCCEEDED',
      advice: 'DEDUCT',
      refundsTotal: '100.05',
      netAmount: '1534.00',
      creditsConsumed: '1601.36900000001',
      settledAt: '2026-10-01T00:00:00.001Z',
      checkedAt: null,
    });
  });

  it('add up: what was deducted, refunded and held is all that was ordered', async () => {
    const refunds = [{ amountPaisa: 5_000, remarks: null, refundedAtMs: null }];
    await put({ amountPaisa: 10_000 });
    await put({ ...SUCCEEDED, amountPaisa: 20_000, refunds });
    await put({ ...FAILED, amountPaisa: 40_000 });
    await put({
      ...SUCCEEDED,
      status: 'REFUNDED',
      amountPaisa: 80_000,
      refunds: [{ amountPaisa: 80_000, remarks: null, refundedAtMs: null }],
    });
    const rows = readTable((await runIt(['--format', 'csv'])).stdout);
    const sum = (advice: string, column: string) =>
      rows
        .filter((row) => row['advice'] === advice)
        .reduce((total, row) => total + Number(row[column]?.replace('.', '')), 0);
    expect(sum('HOLD', 'amount')).toBe(10_000);
    expect(sum('DEDUCT', 'netAmount')).toBe(15_000);
    expect(sum('REFUND', 'amount') + sum('DEDUCT', 'refundsTotal')).toBe(125_000);
  });

  it('are the same in both formats', async () => {
    await put({ ...FAILED, failure: { code: 'REJECTED', message: 'No, "sorry",\r\nnot today' } });
    const [row] = readTable((await runIt(['--format', 'csv'])).stdout);
    const object = JSON.parse((await runIt(['--format', 'ndjson'])).stdout) as Record<string, string | null>;
    expect(Object.keys(row ?? {})).toEqual(Object.keys(object));
    expect(row).toEqual(
      Object.fromEntries(Object.entries(object).map(([name, value]) => [name, value ?? ''])),
    );
  });
});

describe('a text that a spreadsheet would run', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'quoted", '＝1'])(
    'is made harmless in CSV by an apostrophe: %j',
    async (username) => {
      await put({ username, planTitle: username });
      const [row] = readTable((await runIt(['--format', 'csv'])).stdout);
      expect([row?.['username'], row?.['planTitle']]).toEqual([`'${username}`, `'${username}`]);
    },
  );

  it('stays as it is in NDJSON, and so does any other text in CSV', async () => {
    await put({ username: '=1+1', planTitle: 'फाइबर "गोल्ड", 50 🚀' });
    const object = JSON.parse((await runIt(['--format', 'ndjson'])).stdout) as Record<string, string>;
    expect(object['username']).toBe('=1+1');
    const [row] = readTable((await runIt(['--format', 'csv'])).stdout);
    expect(row?.['planTitle']).toBe('फाइबर "गोल्ड", 50 🚀');
  });
});

describe('what is exported', () => {
  it('can be chosen by time, status, client and ISP', async () => {
    await put({ id: 'early', createdAtMs: DAY_MS - 1 });
    await put({ id: 'first', createdAtMs: DAY_MS });
    await put({ id: 'failed', createdAtMs: DAY_MS + 1, ...FAILED });
    await put({ id: 'other', createdAtMs: DAY_MS + 2, client: 'other-shop', slug: 'classic' });
    await put({ id: 'late', createdAtMs: DAY_MS + 10 });
    const idsOf = async (...argv: string[]) =>
      readTable((await runIt(['--format', 'csv', ...argv])).stdout).map((row) => row['id']);
    expect(await idsOf()).toEqual(['late', 'other', 'failed', 'first', 'early']);
    expect(await idsOf('--from', DAY, '--before', '2026-10-01T05:45:00.010+05:45')).toEqual([
      'other',
      'failed',
      'first',
    ]);
    expect(await idsOf('--status', 'failed')).toEqual(['failed']);
    expect(await idsOf('--status', 'FAILED,PENDING', '--client', 'shop')).toEqual([
      'late',
      'failed',
      'first',
      'early',
    ]);
    expect(await idsOf('--slug', 'classic')).toEqual(['other']);
    expect(await idsOf('--client', 'nobody')).toEqual([]);
  });

  it('comes whole from PostgreSQL too', async () => {
    const postgres = await startPostgres();
    try {
      url = await postgres.createDatabase();
      const ledger = await openLedger({ url, environment: 'live' });
      for (let n = 0; n < 1100; n += 1) await put({ createdAtMs: DAY_MS + (n >> 2), ...SUCCEEDED }, ledger);
      const { stdout, exitCode } = await runIt(['--format', 'csv']);
      expect(exitCode).toBe(0);
      const ids = readTable(stdout).map((row) => row['id']);
      expect([ids.length, new Set(ids).size]).toEqual([1100, 1100]);
      await ledger.close();
    } finally {
      await postgres.stop();
    }
  }, 60_000);
});

describe('where the export goes', () => {
  it('is a file that is there only when it is complete, and that others cannot read', async () => {
    await put();
    const out = join(folder, 'day.csv');
    const { exitCode, stdout } = await runIt(['--format', 'csv', '--bom', '--out', out]);
    expect([exitCode, stdout]).toEqual([0, '']);
    const text = await readFile(out, 'utf8');
    expect(text.codePointAt(0)).toBe(0xfeff);
    expect(parseCsv(text.slice(1))).toHaveLength(2);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is no file at all when it cannot be written', async () => {
    const { exitCode, stderr } = await runIt([
      '--format',
      'csv',
      '--out',
      join(folder, 'missing', 'day.csv'),
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('missing');
  });

  it('may be closed by its reader at any time, and that is no failure', async () => {
    for (let n = 0; n < 500; n += 1) await put({ createdAtMs: DAY_MS + n });
    const script = join(import.meta.dirname, '../../src/cli/main.js');
    const command = spawn(process.execPath, [script, 'export', '--format', 'csv'], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    command.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    await once(command.stdout, 'data');
    command.stdout.destroy();
    const [exitCode] = (await once(command, 'exit')) as [number | null];
    expect([exitCode, complaints]).toEqual([0, '']);
  });

  it('shows progress to a person at a terminal and to nobody else', async () => {
    await put();
    expect((await runIt(['--format', 'csv'])).stderr).toBe('');
    expect((await runIt(['--format', 'csv'], true)).stderr).toMatch(/1 rows, [\d,]+ rows\/s/);
  });
});

describe('a wrong command line', () => {
  it.each([
    [[], '--format'],
    [['--format', 'xlsx'], '--format'],
    [['--format', 'csv', '--status', 'DONE'], '--status'],
    [['--format', 'csv', '--from', '2026-10-01'], '--from'],
    [['--format', 'csv', '--before', '2026-13-01T00:00:00Z'], '--before'],
    [['--format', 'ndjson', '--bom'], '--bom'],
    [['--format', 'csv', '--colour'], '--colour'],
    [['csv'], 'csv'],
  ])('%j is refused with what is wrong and the help', async (argv, named) => {
    const { exitCode, stdout, stderr } = await runIt(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toContain(named);
    expect(stderr).toContain('Usage: hashcnet-graphql export');
  });

  it('is never needed to learn what the right one is', async () => {
    const { exitCode, stdout } = await runIt(['--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2026-10-01T00:00:00+05:45');
  });
});

describe('a ledger that is not there', () => {
  it('is said to be missing, and none is made', async () => {
    url = `sqlite:${join(folder, 'other.db')}`;
    const { exitCode, stderr } = await runIt(['--format', 'csv']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no ledger at');
    expect(await readdir(folder)).not.toContain('other.db');
  });
});
