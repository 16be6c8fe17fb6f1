import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { createStatement } from '../../src/ledger/sql-driver.js';
import { openSqliteDriver } from '../../src/ledger/sqlite.driver.js';
import { anEvent, aRenewal } from '../support/renewal-builder.js';

let folder: string;
let path: string;
const holders: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-sqlite-'));
  path = join(folder, 'made', 'when', 'missing', 'ledger.db');
});
afterEach(async () => {
  for (const holder of holders.splice(0)) await killHolder(holder);
  await rm(folder, { recursive: true, force: true });
});

const openServer = () => openLedger({ url: `sqlite:${path}`, environment: 'sandbox' });
const openTool = () => openLedger({ url: `sqlite:${path}`, environment: 'sandbox', role: 'tool' });

describe('a SQLite ledger', () => {
  it('is written ahead and synced in full', async () => {
    const driver = openSqliteDriver({ path, role: 'server' });
    // Asked where it writes.
    const settings = ['PRAGMA journal_mode', 'PRAGMA synchronous', 'PRAGMA foreign_keys'];
    expect(await driver.write(settings.map((sql) => createStatement(sql)))).toEqual([
      [{ journal_mode: 'wal' }],
      [{ synchronous: 2 }],
      [{ foreign_keys: 1 }],
    ]);
    await driver.close();
  });

  it('takes no write where it reads', async () => {
    const driver = openSqliteDriver({ path, role: 'server' });
    await driver.write([createStatement('CREATE TABLE t (v TEXT)')]);
    await expect(driver.read(createStatement('DELETE FROM t'))).rejects.toThrow();
    await driver.close();
  });

  it('goes on reading, and the process with everything else, while a write waits for the disk', async () => {
    const ledger = await openServer();
    const { renewal } = await ledger.record(aRenewal(), anEvent());
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    let isWritten = false;
    const writing = ledger.record(aRenewal(), anEvent()).then(() => {
      isWritten = true;
    });
    expect(await ledger.find(renewal.id)).toEqual(renewal);
    expect(await ledger.list({ limit: 10 })).toEqual([renewal]);
    expect(isWritten).toBe(false);
    other.close();
    await writing;
    expect(await ledger.list({ limit: 10 })).toHaveLength(2);
    await ledger.close();
  });

  it('keeps a process alive as long as it waits for the ledger, and no longer', async () => {
    const holder = await startHolder('leaving');
    const [exitCode] = await once(holder, 'exit');
    expect(exitCode).toBe(0);
    const ledger = await openServer();
    expect(await ledger.list({ limit: 10 })).toHaveLength(1);
    await ledger.close();
  });

  it('makes its folder, and holds what it held when opened again', async () => {
    const renewal = aRenewal();
    const first = await openServer();
    const { renewal: stored } = await first.record(renewal, anEvent());
    await first.close();
    // The last one to leave has put everything into the file.
    expect(existsSync(`${path}-wal`)).toBe(false);
    const second = await openServer();
    expect(await second.find(renewal.id)).toEqual(stored);
    await second.close();
  });

  it('refuses a second server in the same process, by any name of the file', async () => {
    const first = await openServer();
    await expect(openServer()).rejects.toMatchObject({ name: 'LedgerRefusedError' });
    const alias = join(folder, 'alias.db');
    await symlink(path, alias);
    const opening = openLedger({ url: `sqlite:${alias}`, environment: 'sandbox' });
    await expect(opening).rejects.toThrow('another server');
    await first.close();
    await (await openServer()).close();
  });

  it('refuses a second server in another process, lets a tool work, and is free once the holder is killed', async () => {
    const holder = await startHolder('idle');
    await expect(openServer()).rejects.toMatchObject({ name: 'LedgerRefusedError' });
    const tool = await openTool();
    expect(await tool.list({ limit: 10 })).toEqual([]);
    await tool.close();
    await killHolder(holder);
    await (await openServer()).close();
  });

  it('holds everything a killed server had acknowledged', async () => {
    const holder = await startHolder('busy');
    const acknowledged: string[] = [];
    if (!holder.stdout) throw new Error('the holder has no output');
    for await (const id of createInterface({ input: holder.stdout })) {
      acknowledged.push(id);
      if (acknowledged.length === 200) holder.kill('SIGKILL');
    }
    const ledger = await openServer();
    const found = await ledger.findMany(acknowledged.slice(0, 1000));
    expect(found.every((renewal) => renewal !== null)).toBe(true);
    await ledger.close();
  });

  it('gives a tool no ledger that is not there', async () => {
    await expect(openTool()).rejects.toMatchObject({ name: 'LedgerRefusedError' });
  });

  it('is unavailable when the file is no database, and says so without leaving the lock behind', async () => {
    path = join(folder, 'text.db');
    await writeFile(path, 'not a database, only text that is long enough to be looked at '.repeat(100));
    await expect(openServer()).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    await rm(path);
    await (await openServer()).close();
  });

  it('is unavailable when its folder cannot be made', async () => {
    await writeFile(join(folder, 'made'), 'a file where the folder should be');
    await expect(openServer()).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
  });

  it('is unavailable while another process keeps the file locked, and recovers', async () => {
    const ledger = await openServer();
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(ledger.record(aRenewal(), anEvent())).rejects.toMatchObject({
      name: 'LedgerUnavailableError',
    });
    await expect(ledger.ping()).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    other.close();
    await ledger.ping();
    expect(await ledger.record(aRenewal(), anEvent())).toMatchObject({ kind: 'recorded' });
    await ledger.close();
  });

  it('is unavailable while the disk is full, keeps what it has, and recovers', async () => {
    const driver = openSqliteDriver({ path, role: 'server' });
    await driver.write([createStatement('CREATE TABLE t (v TEXT)')]);
    await driver.write([createStatement('PRAGMA max_page_count = 20')]);
    const insert = createStatement('INSERT INTO t VALUES (?)', ['x'.repeat(40_000)]);
    const filling = (async () => {
      for (let n = 0; n < 10; n += 1) await driver.write([insert]);
    })();
    await expect(filling).rejects.toMatchObject({ name: 'LedgerUnavailableError' });
    const rows = await driver.read(createStatement('SELECT v FROM t'));
    await driver.write([createStatement('PRAGMA max_page_count = 1000')]);
    await driver.write([insert]);
    expect(await driver.read(createStatement('SELECT v FROM t'))).toHaveLength(rows.length + 1);
    await driver.close();
  });

  it('writes all of a batch or nothing', async () => {
    const driver = openSqliteDriver({ path: ':memory:', role: 'server' });
    const insert = (id: number) => createStatement('INSERT INTO t VALUES (?)', [id]);
    await driver.write([createStatement('CREATE TABLE t (id INTEGER PRIMARY KEY)'), insert(1)]);
    await expect(driver.write([insert(2), insert(1)])).rejects.toMatchObject({ name: 'Error' });
    const guard = createStatement('UPDATE t SET id = 9 WHERE id = 8 RETURNING id', [], { guard: true });
    expect(await driver.write([insert(3), guard])).toBeNull();
    expect(await driver.read(createStatement('SELECT id FROM t'))).toEqual([{ id: 1 }]);
    await driver.close();
  });
});

async function startHolder(mode: 'idle' | 'busy' | 'leaving'): Promise<ChildProcess> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'sqlite-holder.js'), path, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(holder);
  await once(holder.stdout, 'readable');
  // The word is read off here; a busy holder's ids come after it.
  expect(String(holder.stdout.read(5))).toBe('open\n');
  return holder;
}

async function killHolder(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  holder.kill('SIGKILL');
  await once(holder, 'exit');
}
