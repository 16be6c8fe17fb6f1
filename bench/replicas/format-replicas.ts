import { median, type Summary, summarize } from '../report/summary.js';
import { type Cell, figure, formatTable, percent } from '../report/table.js';
import type { ServerRun } from '../run-scenario.js';
import type { Transactions } from './audit-ledger.js';
import type { FleetRuns } from './run-replicas.js';

interface ReplicaFindings {
  readonly together: Pick<FleetRuns, 'runs' | 'purchaseCount'>;
  /** Empty when there was never more than one replica. */
  readonly apart: Pick<FleetRuns, 'runs'>;
  /** Of the one ledger. */
  readonly transactions: Transactions;
}

interface Row extends Summary {
  readonly databaseUsPerPurchase: number;
}

const US_PER_MS = 1000;
const US_PER_SECOND = 1e6;
const HEADS = [
  'replicas',
  'ledgers',
  'purchases/s of one core',
  'used of that core',
  'service, CPU µs a purchase',
  'database, CPU µs a purchase',
  'p50, ms',
  'p99, ms',
];

/** A Markdown table, and what follows from it in words. */
export function formatReplicas({ together, apart, transactions }: ReplicaFindings): string {
  const rows = together.runs.map(describeRow);
  const rowsApart = apart.runs.map(describeRow);
  const [fewest, most, mostApart] = [rows[0], rows.at(-1), rowsApart.at(-1)];
  if (fewest === undefined || most === undefined) throw new Error('nothing was measured');
  const cells = [
    ...rows.map((row) => formatRow(row, 1)),
    ...rowsApart.map((row) => formatRow(row, Number(row.name))),
  ];
  return [
    formatTable(HEADS, cells),
    ...(most === fewest ? [] : [describeChange(fewest, most)]),
    ...(mostApart === undefined ? [] : [describeLedgersApart(most, mostApart)]),
    describeTransactions(transactions, together.purchaseCount),
    describeLimit(fewest, most),
    '',
  ].join('\n');
}

function describeRow(run: ServerRun): Row {
  return { ...summarize(run), databaseUsPerPurchase: median(run.rounds.map(findDatabaseUs)) };
}

function findDatabaseUs({ database, groups: [group] }: ServerRun['rounds'][number]): number {
  if (database === null || group === undefined) throw new Error('the database was not watched');
  return (database.cpuMs * US_PER_MS) / Math.max(1, group.count);
}

function formatRow(row: Row, ledgerCount: number): Cell[] {
  return [
    figure(Number(row.name)),
    figure(ledgerCount),
    figure(row.requestsPerSecond),
    percent(row.busyShare),
    figure(row.cpuUsPerRequest),
    figure(row.databaseUsPerPurchase),
    figure(row.p50Ms, { digits: 1 }),
    figure(row.p99Ms, { digits: 1 }),
  ];
}

function describeChange(fewest: Row, most: Row): string {
  return `From ${fewest.name} to ${most.name} replicas on one core and one ledger, a purchase costs ${compare(fewest, most)}.`;
}

/** Were it less, they would wait for each other in the one ledger. */
function describeLedgersApart(together: Row, apart: Row): string {
  return `The same ${apart.name} with a ledger each, where none can meet another's rows, beside those with one: ${compare(together, apart)}.`;
}

function compare(before: Row, after: Row): string {
  const change = (read: (row: Row) => number) => {
    const percents = Math.round((read(after) / read(before) - 1) * 100);
    return `${percents < 0 ? '−' : '+'}${Math.abs(percents)} %`;
  };
  return `${change((row) => row.cpuUsPerRequest)} in the service and ${change((row) => row.databaseUsPerPurchase)} in the database`;
}

function describeTransactions(
  { committed, rolledBack, deadlocks }: Transactions,
  purchaseCount: number,
): string {
  const each = (committed / Math.max(1, purchaseCount)).toFixed(2);
  return `In the one ledger ${purchaseCount} purchases, each once: ${each} transactions a purchase, ${rolledBack} rolled back, ${deadlocks} deadlocks.`;
}

/** At the dearest for the database, with the most sessions; a replica as it is where it shares its core with the fewest others. */
function describeLimit(fewest: Row, most: Row): string {
  const coreCount = (fewest.cpuUsPerRequest / most.databaseUsPerPurchase).toFixed(1);
  const perSecond = Math.floor(US_PER_SECOND / most.databaseUsPerPurchase).toLocaleString('en-US');
  return `One core of the database feeds ${coreCount} cores of replicas (the service's CPU with ${fewest.name}, the database's with ${most.name}), and gives ${perSecond} purchases a second at most.`;
}
