import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LedgerRefusedError } from './ledger.js';
import type { Row, Statement } from './sql-driver.js';
import { type PackedFault, packFault } from './sqlite-fault.js';

const BUSY_TIMEOUT_MS = 2_000;
const PREPARED_LIMIT = 200;
const WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;

/** What became of one batch: its rows, null after a guard, or why it was not done. */
export type BatchOutcome = { readonly rows: Row[][] | null } | { readonly fault: PackedFault };

export interface SqliteConnection {
  /**
   * Runs batches that know nothing of each other in one transaction, each undone alone when its guard or a statement fails;
   * one sync makes them all durable. Throws when none of them is written.
   */
  write(batches: readonly (readonly Statement[])[]): BatchOutcome[];
  /** Runs each statement by itself, and nothing that writes. */
  read(batches: readonly (readonly Statement[])[]): BatchOutcome[];
  close(): void;
}

/** Opens a SQLite file on the calling thread, which every call then holds up for as long as it takes. */
export function openSqliteConnection(file: string, purpose: 'write' | 'read'): SqliteConnection {
  const database = openDatabase(file, purpose);
  const prepared = new Map<string, StatementSync>();

  function run({ sql, params }: Statement): Row[] {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    // Set anew, the latest used is the last to go.
    prepared.delete(sql);
    prepared.set(sql, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > PREPARED_LIMIT && oldest !== undefined) prepared.delete(oldest);
    return statement.all(...params) as Row[];
  }

  function runAll(statements: readonly Statement[]): Row[][] | null {
    const results: Row[][] = [];
    for (const statement of statements) {
      const rows = run(statement);
      if (statement.guard && rows.length === 0) return null;
      results.push(rows);
    }
    return results;
  }

  function writeOne(batch: readonly Statement[]): BatchOutcome {
    database.exec('SAVEPOINT batch');
    try {
      const rows = runAll(batch);
      database.exec(rows === null ? 'ROLLBACK TO batch; RELEASE batch' : 'RELEASE batch');
      return { rows };
    } catch (error) {
      // A full disk or a failed write may have rolled back everything by itself: then no batch of the group is written.
      if (!database.isTransaction) throw error;
      database.exec('ROLLBACK TO batch; RELEASE batch');
      return { fault: packFault(error) };
    }
  }

  return {
    write(batches) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const outcomes = batches.map(writeOne);
        database.exec('COMMIT');
        return outcomes;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    read: (batches) =>
      batches.map((batch) => {
        try {
          return { rows: batch.map(run) };
        } catch (error) {
          return { fault: packFault(error) };
        }
      }),
    close() {
      prepared.clear();
      database.close();
    },
  };
}

function openDatabase(file: string, purpose: 'write' | 'read'): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
    if (mode !== 'wal' && mode !== 'memory') {
      throw new LedgerRefusedError(`the ledger ${file} is on a file system without a write-ahead log`);
    }
    // FULL makes a commit reach the disk before it resolves; NORMAL may lose the last ones in a power cut.
    database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${WAL_SIZE_LIMIT_BYTES}`);
    if (purpose === 'read') database.exec('PRAGMA query_only = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
