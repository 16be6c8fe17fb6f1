import { LedgerUnavailableError } from './ledger.js';

/** SQLSTATE classes that blame the statement or its values; what is not among them blames the server or the network. */
const STATEMENT_FAULTS = /^(?:0A|21|22|23|42(?!501)|44)/;
/** Serialization failure and deadlock: the server has rolled back, and the same again may pass. */
const ROLLED_BACK = new Set(['40001', '40P01']);

/** The SQLSTATE of an error PostgreSQL reported, or null for one of the network, the pool or this program. */
function readSqlState(error: unknown): string | null {
  if (!isServerReport(error)) return null;
  return error.code;
}

export function isRolledBack(error: unknown): boolean {
  return ROLLED_BACK.has(readSqlState(error) ?? '');
}

/**
 * What the ledger throws for an error of pg. PostgreSQL's own errors carry the failing row in `detail`, so of a
 * statement's fault only code and constraint go on.
 */
export function toLedgerError(error: unknown): Error {
  // Our own reader's: the connection is sound, what is stored is not.
  if (error instanceof RangeError) return error;
  const state = readSqlState(error);
  if (state !== null && STATEMENT_FAULTS.test(state)) {
    return new Error(
      `the ledger refused a statement (PostgreSQL ${[state, readConstraint(error)].join(' ').trim()})`,
    );
  }
  return new LedgerUnavailableError(
    `the ledger's database cannot be used (${state ?? readNetworkCode(error)})`,
    {
      cause: error,
    },
  );
}

function isServerReport(error: unknown): error is { code: string } {
  // Only the server's reports have a severity; a network error has a code such as ECONNRESET.
  return isObject(error) && 'severity' in error && typeof error['code'] === 'string';
}

function readConstraint(error: unknown): string {
  return isObject(error) && typeof error['constraint'] === 'string' ? error['constraint'] : '';
}

function readNetworkCode(error: unknown): string {
  return isObject(error) && typeof error['code'] === 'string' ? error['code'] : 'no connection';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
