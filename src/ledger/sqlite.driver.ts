import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LedgerRefusedError } from './ledger.js';
import { takeServerLock } from './server-lock.js';
import type { Row, SqlDriver, Statement } from './sql-driver.js';
import { toLedgerError } from './sqlite-fault.js';

const BUSY_TIMEOUT_MS = 2_000;
const PREPARED_LIMIT = 200;
const WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;

export interface SqliteOptions {
  /** A file's path, its folder made when missing; or `:memory:`, gone when closed. */
  readonly path: string;
  /** There is one server to a file at most; a tool works beside it and needs the file to exist. */
  readonly role: 'server' | 'tool';
}

/**
 * Opens a SQLite file. node:sqlite works on the calling thread, so every batch is whole before anything else runs.
 * Throws LedgerRefusedError when another server has the file, or a tool finds none; LedgerUnavailableError when the file
 * cannot be used.
 */
export function openSqliteDriver({ path, role }: SqliteOptions): SqlDriver {
  return translated(() => {
    const inMemory = path === ':memory:';
    const file = inMemory ? path : locate(path, role);
    const releaseLock = inMemory || role === 'tool' ? () => {} : takeServerLock(file);
    try {
      return createDriver(openDatabase(file), releaseLock);
    } catch (error) {
      releaseLock();
      throw error;
    }
  });
}

function createDriver(database: DatabaseSync, releaseLock: () => void): SqlDriver {
  const prepared = new Map<string, StatementSync>();
  let closed = false;

  function prepare(sql: string): StatementSync {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    // Set anew, the latest used is the last to go.
    prepared.delete(sql);
    prepared.set(sql, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > PREPARED_LIMIT && oldest !== undefined) prepared.delete(oldest);
    return statement;
  }

  function run({ sql, params }: Statement): Row[] {
    return prepare(sql).all(...params) as Row[];
  }

  function runBatch(statements: readonly Statement[]): Row[][] | null {
    database.exec('BEGIN IMMEDIATE');
    try {
      const results: Row[][] = [];
      for (const statement of statements) {
        const rows = run(statement);
        if (statement.guard && rows.length === 0) {
          database.exec('ROLLBACK');
          return null;
        }
        results.push(rows);
      }
      database.exec('COMMIT');
      return results;
    } catch (error) {
      // A full disk or a failed write may have rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    dialect: 'sqlite',
    read: async (statement) => translated(() => run(statement)),
    write: async (statements) => translated(() => runBatch(statements)),
    ping: async () => {
      translated(() => prepare('SELECT 1').get());
    },
    close: async () => {
      if (closed) return;
      closed = true;
      prepared.clear();
      database.close();
      releaseLock();
    },
  };
}

/** The file's true path: two names of one folder must not pass for two ledgers. */
function locate(path: string, role: SqliteOptions['role']): string {
  if (role === 'tool' && !existsSync(path)) throw new LedgerRefusedError(`there is no ledger at ${path}`);
  const folder = dirname(resolve(path));
  // Usernames and purchases are nobody else's business.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return existsSync(path) ? realpathSync(path) : join(realpathSync(folder), basename(path));
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
    if (mode !== 'wal' && mode !== 'memory') {
      throw new LedgerRefusedError(`the ledger ${file} is on a file system without a write-ahead log`);
    }
    // FULL makes a commit reach the disk before it resolves; NORMAL may lose the last ones in a power cut.
    database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${WAL_SIZE_LIMIT_BYTES}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function translated<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toLedgerError(error);
  }
}
