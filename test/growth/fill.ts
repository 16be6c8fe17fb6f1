import { IDENTITY_COLUMNS, PROGRESS_COLUMNS } from '../../src/ledger/renewal-row.js';
import {
  createStatement,
  type SqlDriver,
  type SqlValue,
  type Statement,
} from '../../src/ledger/sql-driver.js';
import { makeEvents, makeRenewal } from './sample-renewal.js';

const ROWS_PER_STATEMENT = 100;
const STATEMENTS_PER_BATCH = 20;
const BATCH_TIMEOUT_MS = 120_000;

const RENEWAL_NAMES = [
  ...IDENTITY_COLUMNS.map(([name]) => name),
  ...PROGRESS_COLUMNS.map(([name]) => name),
  'updated_at_ms',
  'version',
  'fence',
];
const EVENT_NAMES = ['renewal_id', 'at_ms', 'type', 'message'];

/** Fills an empty ledger with `rowCount` renewals and their events, oldest first, a few thousand rows a transaction. */
export async function fill(
  driver: SqlDriver,
  rowCount: number,
  onProgress: (done: number) => void,
): Promise<void> {
  const batchSize = ROWS_PER_STATEMENT * STATEMENTS_PER_BATCH;
  for (let from = 0; from < rowCount; from += batchSize) {
    const to = Math.min(rowCount, from + batchSize);
    const batch: Statement[] = [];
    for (let n = from; n < to; n += ROWS_PER_STATEMENT) {
      batch.push(...insertRows(n, Math.min(to, n + ROWS_PER_STATEMENT), rowCount));
    }
    await driver.write(batch, { timeoutMs: BATCH_TIMEOUT_MS });
    onProgress(to);
  }
}

function insertRows(from: number, to: number, rowCount: number): Statement[] {
  const renewals = Array.from({ length: to - from }, (_, n) => makeRenewal(from + n, rowCount));
  const rows = renewals.map((renewal) => [
    ...IDENTITY_COLUMNS.map(([, valueFrom]) => valueFrom(renewal)),
    ...PROGRESS_COLUMNS.map(([, valueFrom]) => valueFrom(renewal)),
    renewal.settledAtMs ?? renewal.createdAtMs,
    1,
    0,
  ]);
  const events = renewals.flatMap((renewal) =>
    makeEvents(renewal).map(({ atMs, type, message }): SqlValue[] => [renewal.id, atMs, type, message]),
  );
  return [insertInto('renewals', RENEWAL_NAMES, rows), insertInto('events', EVENT_NAMES, events)];
}

function insertInto(table: string, names: readonly string[], rows: readonly SqlValue[][]): Statement {
  const tuple = `(${names.map(() => '?').join(', ')})`;
  const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES ${rows.map(() => tuple).join(', ')}`;
  return createStatement(sql, rows.flat());
}
