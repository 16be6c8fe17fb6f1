import { DatabaseSync } from 'node:sqlite';
import { LedgerRefusedError } from './ledger.js';
import { readSqliteCode, SQLITE_BUSY } from './sqlite-fault.js';

/**
 * Takes the one place of a server on a SQLite ledger, so that two never share it unknowing. The lock is SQLite's own on an
 * empty file beside the ledger: the operating system drops it with the process, however that ends, and the ledger
 * itself stays open to the operator's tools. Returns what gives the place back.
 * Throws LedgerRefusedError when another server has it.
 */
export function takeServerLock(ledgerPath: string): () => void {
  const lock = new DatabaseSync(`${ledgerPath}.server-lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (readSqliteCode(error) !== SQLITE_BUSY) throw error;
    throw new LedgerRefusedError(
      `another server is using the ledger ${ledgerPath}: stop it first, or use PostgreSQL for several servers`,
    );
  }
  return () => lock.close();
}
