import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { CampaignOptions, LedgerKind } from './campaign.js';

export const USAGE = `usage: npm run crash-test -- --kills N [--ledger sqlite|postgres|both] [--seed S] [--replicas R] [--lanes L]

  --kills N      how many processes to kill, 1 to 100000; shared evenly when both ledgers are tried
  --ledger       both unless told
  --seed S       a whole number; the campaign draws its customers, faults and moments from it
  --replicas R   how many processes share the PostgreSQL ledger, 1 to 8; 3 unless told
  --lanes L      how many SQLite ledgers are worked side by side, 1 to 8; 2 unless told
`;

const LEDGERS: Readonly<Record<string, readonly LedgerKind[]>> = {
  sqlite: ['sqlite'],
  postgres: ['postgres'],
  both: ['sqlite', 'postgres'],
};

/** @throws Error that says which argument is wrong. */
export function parseOptions(args: readonly string[]): CampaignOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string' },
      ledger: { type: 'string', default: 'both' },
      seed: { type: 'string' },
      replicas: { type: 'string', default: '3' },
      lanes: { type: 'string', default: '2' },
    },
  });
  const ledgers = Object.hasOwn(LEDGERS, values.ledger) ? LEDGERS[values.ledger] : undefined;
  if (!ledgers) throw new Error('--ledger must be sqlite, postgres or both');
  return {
    ledgers,
    killCount: readCount('--kills', values.kills, { least: ledgers.length, most: 100_000 }),
    seed:
      values.seed === undefined
        ? randomInt(2 ** 31)
        : readCount('--seed', values.seed, { least: 0, most: 2 ** 48 }),
    replicaCount: readCount('--replicas', values.replicas, { least: 1, most: 8 }),
    laneCount: readCount('--lanes', values.lanes, { least: 1, most: 8 }),
  };
}

function readCount(
  name: string,
  text: string | undefined,
  { least, most }: { least: number; most: number },
): number {
  const count = Number(text);
  if (text !== undefined && /^\d+$/.test(text) && count >= least && count <= most) return count;
  throw new Error(`${name} must be a whole number from ${least} to ${most}`);
}
