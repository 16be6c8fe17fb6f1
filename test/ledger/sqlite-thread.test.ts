import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createStatement } from '../../src/ledger/sql-driver.js';
import { createSqliteThread, type SqliteThread } from '../../src/ledger/sqlite-thread.js';
import { eventually } from '../support/eventually.js';

/** Before there is any thread. */
const OURS = getPriority();
const UNAVAILABLE = { name: 'LedgerUnavailableError' };
const CRASH = [{ sql: 'CRASH', params: [] }];
const GUARD = createStatement('UPDATE t SET id = id WHERE id = 0 RETURNING id', [], { guard: true });
const insert = (id: number) => createStatement('INSERT INTO t VALUES (?) RETURNING id', [id]);

let folder: string;
let file: string;
let thread: SqliteThread;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-thread-'));
  file = join(folder, 'ledger.db');
  thread = createSqliteThread({
    file,
    purpose: 'write',
    script: new URL('./sqlite-crasher.js', import.meta.url),
  });
  await thread.run([createStatement('CREATE TABLE t (id INTEGER PRIMARY KEY)')]);
});
afterEach(async () => {
  await thread.close();
  await rm(folder, { recursive: true, force: true });
});

async function readIds() {
  const [rows = []] = (await thread.run([createStatement('SELECT id FROM t ORDER BY id')])) ?? [];
  return rows.map((row) => row['id']);
}

/** Keeps the thread inside its first write until it is let go, so that whatever comes next has to wait. */
function holdUp(): { first: Promise<unknown>; letGo: () => void } {
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  return { first: thread.run([insert(1)]), letGo: () => other.close() };
}

describe('what waits for the ledger together', () => {
  it('is made durable by one commit, and a batch that fails is undone alone', async () => {
    const { first, letGo } = holdUp();
    const waiting = Promise.allSettled([
      thread.run([insert(2)]),
      thread.run([insert(3), insert(2)]),
      thread.run([insert(4), GUARD]),
      thread.run([insert(5)]),
    ]);
    const before = await countCommits();
    letGo();
    await first;
    expect(await waiting).toEqual([
      { status: 'fulfilled', value: [[{ id: 2 }]] },
      { status: 'rejected', reason: new Error('the ledger refused a statement (SQLite 19)') },
      { status: 'fulfilled', value: null },
      { status: 'fulfilled', value: [[{ id: 5 }]] },
    ]);
    expect((await countCommits()) - before).toBe(2);
    expect(await readIds()).toEqual([1, 2, 5]);
  });

  it('fails together when the disk takes none of it', async () => {
    await thread.run([createStatement('CREATE TABLE big (v TEXT)')]);
    await thread.run([createStatement('PRAGMA max_page_count = 20')]);
    const { first, letGo } = holdUp();
    const small = thread.run([insert(2)]);
    const big = thread.run([createStatement('INSERT INTO big VALUES (?)', ['x'.repeat(400_000)])]);
    const endings = Promise.allSettled([small, big]);
    letGo();
    await first;
    const [smallEnding, bigEnding] = await endings;
    expect(bigEnding).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    // Whether SQLite gives up all or only the batch that was too large is its own choice; what was said has to be true.
    expect(await readIds()).toEqual(smallEnding?.status === 'fulfilled' ? [1, 2] : [1]);
  });

  it('is refused at once past the bound, and nothing of it is written', async () => {
    const { first, letGo } = holdUp();
    const accepted = Array.from({ length: 1000 }, (_, n) => thread.run([insert(n + 2)]));
    await expect(thread.run([insert(5000)])).rejects.toMatchObject(UNAVAILABLE);
    await expect(thread.run([insert(5001)])).rejects.toThrow('too many wait for the ledger');
    letGo();
    await Promise.all([first, ...accepted]);
    expect((await readIds()).at(-1)).toBe(1001);
  });

  it('is finished before the thread closes, which then takes no more', async () => {
    const writes = Array.from({ length: 250 }, (_, n) => thread.run([insert(n)]));
    const closed = thread.close();
    await expect(thread.run([insert(300)])).rejects.toMatchObject(UNAVAILABLE);
    await closed;
    expect(await Promise.all(writes)).toHaveLength(250);
    const database = new DatabaseSync(file);
    expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 250 });
    database.close();
  });
});

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('where the process has more to do than its cores', () => {
  onLinux('the thread lets the event loop go first, and one started anew does too', async () => {
    const behind = Math.min(19, OURS + 10);
    expect(await readNiceness('ledger write')).toEqual([behind]);
    await expect(thread.run(CRASH)).rejects.toMatchObject(UNAVAILABLE);
    await thread.run([insert(1)]);
    expect(await readNiceness('ledger write')).toEqual([behind]);
    expect(getPriority()).toBe(OURS);
  });
});

describe('a thread that crashes', () => {
  it('fails what was under way, and the next call finds a new one', async () => {
    await thread.run([insert(1)]);
    const crash = thread.run(CRASH);
    const behind = thread.run([insert(2)]);
    await expect(crash).rejects.toMatchObject(UNAVAILABLE);
    expect(await behind).toEqual([[{ id: 2 }]]);
    expect(await readIds()).toEqual([1, 2]);
  });

  it('does not hold up closing', async () => {
    const crash = thread.run(CRASH);
    const closed = thread.close();
    await expect(crash).rejects.toMatchObject(UNAVAILABLE);
    await closed;
  });
});

describe('a disk that does not answer', () => {
  it('leaves nobody waiting, takes nothing more, and is used again when it answers', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const stuck = thread.run([insert(1)], 20);
    const behind = thread.run([insert(2)]);
    await expect(stuck).rejects.toMatchObject(UNAVAILABLE);
    await expect(behind).rejects.toMatchObject(UNAVAILABLE);
    await expect(thread.run([insert(3)])).rejects.toThrow("the ledger's disk does not answer");
    other.close();
    await eventually(
      () => thread.run([insert(4)]).catch(() => null),
      (rows) => rows !== null,
    );
    // Of what was under way nobody knew; what waited behind it was never begun.
    expect(await readIds()).toEqual([1, 4]);
  });
});

/** Of this process's threads of that name, as the kernel has it. */
async function readNiceness(name: string): Promise<number[]> {
  const threads = await readdir('/proc/self/task');
  const stats = await Promise.all(threads.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8')));
  return stats
    .filter((stat) => stat.includes(`(${name})`))
    .map((stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]));
}

/** Commits in the write-ahead log: frames whose header names the size of the database after a commit. */
async function countCommits(): Promise<number> {
  const log = await readFile(`${file}-wal`);
  const frameBytes = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frameBytes <= log.length; at += frameBytes) {
    if (log.readUInt32BE(at + 4) !== 0) commits += 1;
  }
  return commits;
}
