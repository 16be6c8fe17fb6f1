import { LedgerRefusedError, LedgerUnavailableError } from './ledger.js';

/** Primary result codes that blame the statement or its values; every other one blames the file or the machine. */
const STATEMENT_FAULTS: ReadonlySet<number> = new Set([
  1, // SQLITE_ERROR
  18, // SQLITE_TOOBIG
  19, // SQLITE_CONSTRAINT
  20, // SQLITE_MISMATCH
  21, // SQLITE_MISUSE
  25, // SQLITE_RANGE
]);

export const SQLITE_BUSY = 5;

/** The primary result code of an error of node:sqlite, or null for any other error. */
export function readSqliteCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

/** What the ledger throws for an error of node:sqlite. Neither message nor cause holds a stored value. */
export function toLedgerError(error: unknown): unknown {
  const code = readSqliteCode(error);
  if (code !== null) {
    return STATEMENT_FAULTS.has(code)
      ? new Error(`the ledger refused a statement (SQLite ${code})`, { cause: error })
      : new LedgerUnavailableError(`the ledger's file cannot be used (SQLite ${code})`, { cause: error });
  }
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  if (error.code === 'ERR_INVALID_STATE')
    return new LedgerUnavailableError('the ledger is closed', { cause: error });
  // The file system's own errors, from making the folder.
  return 'syscall' in error
    ? new LedgerUnavailableError(`the ledger's folder cannot be used (${String(error.code)})`, {
        cause: error,
      })
    : error;
}

/** An error of the ledger on its way between threads, where an error loses its class. */
export interface PackedFault {
  readonly name: string;
  readonly message: string;
  readonly cause: unknown;
}

const ERROR_CLASSES = { LedgerUnavailableError, LedgerRefusedError, RangeError, TypeError };

export function packFault(error: unknown): PackedFault {
  const known = toLedgerError(error);
  if (!(known instanceof Error)) return { name: 'Error', message: String(known), cause: undefined };
  return { name: known.name, message: known.message, cause: known.cause };
}

export function unpackFault({ name, message, cause }: PackedFault): Error {
  const ErrorClass = ERROR_CLASSES[name as keyof typeof ERROR_CLASSES] ?? Error;
  return new ErrorClass(message, { cause });
}
