import type { Statement } from '../../src/ledger/sql-driver.js';
import type { Operation } from './operations.js';
import type { FilledLedger } from './stage.js';

/** The plans of an operation's statements in a filled ledger, one text each. */
export async function explainOperation(operation: Operation, filled: FilledLedger): Promise<string[]> {
  const { driver, rowCount } = filled;
  const plans: string[] = [];
  for (const statement of operation.statements(rowCount, driver.dialect)) {
    const rows = await driver.read({ ...statement, hot: false, sql: prefix(statement, driver.dialect) });
    const column = driver.dialect === 'sqlite' ? 'detail' : 'QUERY PLAN';
    plans.push(rows.map((row) => String(row[column])).join('\n'));
  }
  return plans;
}

function prefix({ sql }: Statement, dialect: 'sqlite' | 'postgres'): string {
  return dialect === 'sqlite'
    ? `EXPLAIN QUERY PLAN ${sql}`
    : `EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF, SUMMARY OFF) ${sql}`;
}
