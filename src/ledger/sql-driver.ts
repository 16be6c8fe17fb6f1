/** What the ledger binds and reads: every number is a whole one within JavaScript's safe range, a boolean is 0 or 1. */
export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, SqlValue>>;
export type Dialect = 'sqlite' | 'postgres';

export interface Statement {
  /** In the subset both databases read, with `?` for each parameter. */
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** When it returns no row, the whole batch is rolled back and `write` answers null. */
  readonly guard?: boolean;
  /** Run often with the same text and a plan that its values do not change: worth preparing by name. */
  readonly hot?: boolean;
}

export interface WriteOptions {
  /** How long one statement may take instead of the driver's own limit; for migrations. */
  readonly timeoutMs?: number;
}

/**
 * What the ledger needs of a database. A write is a batch decided beforehand, never a conversation inside an open
 * transaction: SQLite runs it in one go, PostgreSQL in few round trips, and no transaction ever waits for the caller.
 * Everything rejects with `LedgerUnavailableError` when the database cannot do its work, and with a plain Error,
 * free of stored values, when a statement is at fault (a broken CHECK or uniqueness, for one).
 */
export interface SqlDriver {
  readonly dialect: Dialect;
  read(statement: Statement): Promise<Row[]>;
  /** Runs all in one transaction, durable when it resolves. The rows of each statement in turn; null after a guard. */
  write(statements: readonly Statement[], options?: WriteOptions): Promise<Row[][] | null>;
  /** Resolves when the database answers; a standby that takes no writes does not count. */
  ping(): Promise<void>;
  /** May be called twice. */
  close(): Promise<void>;
}

/**
 * Makes a statement whose values both databases store alike. PostgreSQL's text cannot hold U+0000, and neither database
 * holds half a surrogate pair: both become U+FFFD, in what is written and in what is looked for.
 * Throws RangeError for a number that is not a safe integer: it would not come back as it went in.
 */
export function createStatement(
  sql: string,
  params: readonly SqlValue[] = [],
  traits: { guard?: boolean; hot?: boolean } = {},
): Statement {
  return { sql, params: params.map(toStorable), ...traits };
}

function toStorable(value: SqlValue): SqlValue {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('the ledger stores whole numbers within the safe range only');
  }
  return value;
}
