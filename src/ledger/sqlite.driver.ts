import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LedgerRefusedError } from './ledger.js';
import { takeServerLock } from './server-lock.js';
import type { SqlDriver, Statement } from './sql-driver.js';
import { toLedgerError } from './sqlite-fault.js';
import { createSqliteThread } from './sqlite-thread.js';

export interface SqliteOptions {
  /** A file's path, its folder made when missing; or `:memory:`, gone when closed. */
  readonly path: string;
  /** There is one server to a file at most; a tool works beside it and needs the file to exist. */
  readonly role: 'server' | 'tool';
}

/**
 * Takes a SQLite file, which a thread opens when it is first used. Writes have a thread and reads another, so that
 * neither the event loop nor a read waits for the disk to take a write (ADR 8).
 * Throws LedgerRefusedError when another server has the file, or a tool finds none; LedgerUnavailableError when its folder
 * cannot be used.
 */
export function openSqliteDriver({ path, role }: SqliteOptions): SqlDriver {
  const inMemory = path === ':memory:';
  const file = inMemory ? path : translated(() => locate(path, role));
  const releaseLock = inMemory || role === 'tool' ? () => {} : translated(() => takeServerLock(file));
  const writer = createSqliteThread({ file, purpose: 'write' });
  // What is in memory is in one connection only.
  const reader = inMemory ? writer : createSqliteThread({ file, purpose: 'read' });

  async function read(statement: Statement) {
    const [rows = []] = (await reader.run([statement])) ?? [];
    return rows;
  }

  return {
    dialect: 'sqlite',
    read,
    write: (statements, { timeoutMs } = {}) => writer.run(statements, timeoutMs),
    ping: async () => {
      const look = { sql: 'SELECT 1', params: [] };
      // A ledger that is read but takes no writes does not count.
      await Promise.all([read(look), writer.run([look])]);
    },
    close: async () => {
      // The last connection to close tidies up the write-ahead log, and the reader may not.
      await reader.close();
      await writer.close();
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

function translated<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toLedgerError(error);
  }
}
