import { setTimeout as sleep } from 'node:timers/promises';
import { administer } from '../../test/support/postgres.js';

/** What PostgreSQL has counted since the database was made. */
export interface Transactions {
  readonly committed: number;
  readonly rolledBack: number;
  readonly deadlocks: number;
}

/** A subscriber and a key are new for each purchase, so that one that was recorded twice would have one of them twice. */
const COUNT_RENEWALS = `SELECT count(*)::int AS renewals, count(*) FILTER (WHERE status = 'SUCCEEDED')::int AS succeeded,
count(DISTINCT username)::int AS subscribers, count(DISTINCT (client, idempotency_key))::int AS keys FROM renewals`;

const COUNT_SESSIONS = `SELECT count(*)::int AS sessions FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const COUNT_TRANSACTIONS = `SELECT xact_commit::int AS committed, xact_rollback::int AS rolled_back, deadlocks::int AS deadlocks
FROM pg_stat_database WHERE datname = current_database()`;
const MAX_TRIES = 100;
const PAUSE_MS = 50;

/** @throws Error when the ledgers do not hold each purchase that was answered, once, succeeded, and nothing else. */
export async function auditLedgers(urls: readonly string[], purchaseCount: number): Promise<void> {
  const books: Record<string, number> = {};
  for (const url of urls) {
    const [counts = {}] = await administer(url, COUNT_RENEWALS);
    for (const [name, count] of Object.entries(counts)) books[name] = (books[name] ?? 0) + Number(count);
  }
  if (Object.values(books).every((count) => count === purchaseCount)) return;
  throw new Error(`${purchaseCount} purchases were answered, but recorded are ${JSON.stringify(books)}`);
}

/** A session tells what it has done when it ends at the latest: call it when the replicas have stopped. */
export async function readTransactions(url: string): Promise<Transactions> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const [activity] = await administer(url, COUNT_SESSIONS);
    if (activity?.['sessions'] === 0) break;
    await sleep(PAUSE_MS);
  }
  const [row] = await administer(url, COUNT_TRANSACTIONS);
  return {
    committed: Number(row?.['committed']),
    rolledBack: Number(row?.['rolled_back']),
    deadlocks: Number(row?.['deadlocks']),
  };
}
