import { parseArgs } from 'node:util';
import { readNumber } from '../options.js';

export const USAGE = `usage: npm run bench:replicas -- [--replicas 1,2,4] [--rounds 5] [--seconds 2]

Purchases by several replicas on one PostgreSQL that syncs every commit: what a purchase costs the service and the
database as there are more of them, and so how many replicas a core of the database can feed. All replicas share one
core, since it is the cost that is measured; the database, the load and the upstream have another. Processes that take
turns on a core find its caches cold, which makes everything dearer as replicas, and sessions of the database, are more.
So the same is measured with a ledger for each replica: only what one ledger for all costs beyond that is the ledger's.
Exits 1 when a purchase fails, or a ledger is not exactly what was answered.

  --replicas   how many, comma separated, each 1 to 8
  --rounds N   how often each number is measured, by turns, 1 to 20
  --seconds S  how long each time, 0.1 to 60
`;

export interface ReplicaOptions {
  /** Ascending, none twice. */
  readonly counts: readonly number[];
  readonly rounds: number;
  readonly windowMs: number;
}

/** Each has up to ten connections: see `database.ts`. */
const MOST_REPLICAS = 8;

/** @returns null when it was asked for help. @throws Error that says which argument is wrong. */
export function parseOptions(args: readonly string[]): ReplicaOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      replicas: { type: 'string', default: '1,2,4' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    counts: readCounts(values.replicas),
    rounds: readNumber('--rounds', values.rounds, { least: 1, most: 20 }),
    windowMs: readNumber('--seconds', values.seconds, { least: 0.1, most: 60 }) * 1000,
  };
}

function readCounts(text: string): number[] {
  const counts = text
    .split(',')
    .map((count) => readNumber('each of --replicas', count.trim(), { least: 1, most: MOST_REPLICAS }));
  if (!counts.every(Number.isInteger)) throw new Error('each of --replicas must be a whole number');
  return [...new Set(counts)].sort((a, b) => a - b);
}
