import { createRandom } from '../../src/simulation/random.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import type { Violation } from './books.js';
import { checkDatabaseLoss } from './database-loss.js';
import { AIMS, type KillCounts } from './kill-plan.js';
import { type RoundResult, runRound } from './round.js';
import { addTallies, type Tally } from './tally.js';

export type LedgerKind = 'sqlite' | 'postgres';

export interface CampaignOptions {
  readonly ledgers: readonly LedgerKind[];
  /** Shared out evenly among the ledgers. */
  readonly killCount: number;
  readonly seed: number;
  /** Replicas on PostgreSQL; a SQLite ledger has one process. */
  readonly replicaCount: number;
  /** How many SQLite ledgers are worked at once, each with its own process, sandbox and customers. */
  readonly laneCount: number;
  readonly onKill?: (ledger: LedgerKind, doneCount: number) => void;
}

export interface LedgerResult {
  readonly ledger: LedgerKind;
  readonly roundCount: number;
  readonly durationMs: number;
  readonly kills: KillCounts;
  readonly tally: Tally;
  /** With the round whose books hold the evidence; null when there are none. */
  readonly violations: readonly { readonly violation: Violation; readonly round: RoundResult | null }[];
}

/** A round ends in quiet and a judgement, and the next begins with an empty ledger: tables are made anew under kills. */
const KILLS_PER_ROUND = 250;
const DATABASE_KILL_SHARE = 0.06;

/** Runs the campaign, one ledger after the other. A round with a violation is the last one of its lane. */
export async function runCampaign(options: CampaignOptions): Promise<LedgerResult[]> {
  const results: LedgerResult[] = [];
  for (const [n, ledger] of options.ledgers.entries()) {
    const killCount = shareOut(options.killCount, options.ledgers.length)[n] ?? 0;
    results.push(await runLedger(ledger, { ...options, killCount }));
  }
  return results;
}

async function runLedger(ledger: LedgerKind, options: CampaignOptions): Promise<LedgerResult> {
  const startedAtMs = performance.now();
  const postgres = ledger === 'postgres' ? await startPostgres() : null;
  try {
    const loss = postgres?.canRestart ? await checkDatabaseLoss(postgres) : [];
    const laneCount = postgres ? 1 : Math.min(options.laneCount, options.killCount);
    let doneCount = 0;
    const onKill = () => {
      doneCount += 1;
      options.onKill?.(ledger, doneCount);
    };
    const lanes = shareOut(options.killCount, laneCount).map((killCount, lane) =>
      runLane({ postgres, options, killCount, lane, onKill }),
    );
    const rounds = (await Promise.all(lanes)).flat();
    return {
      ledger,
      roundCount: rounds.length,
      durationMs: performance.now() - startedAtMs,
      kills: addKills(rounds.map(({ kills }) => kills)),
      tally: addTallies(rounds.map(({ tally }) => tally)),
      violations: [
        ...loss.map((violation) => ({ violation, round: null })),
        ...rounds.flatMap((round) => round.violations.map((violation) => ({ violation, round }))),
      ],
    };
  } finally {
    await postgres?.stop();
  }
}

async function runLane(lane: {
  postgres: TestPostgres | null;
  options: CampaignOptions;
  killCount: number;
  lane: number;
  onKill: () => void;
}): Promise<RoundResult[]> {
  const { postgres, options } = lane;
  const rounds: RoundResult[] = [];
  for (const killCount of shareOut(lane.killCount, Math.ceil(lane.killCount / KILLS_PER_ROUND))) {
    const canKillDatabase = postgres?.canRestart === true && killCount > 1;
    const round = await runRound({
      postgres,
      replicaCount: postgres ? options.replicaCount : 1,
      killCount,
      databaseKillCount: canKillDatabase ? Math.max(1, Math.round(killCount * DATABASE_KILL_SHARE)) : 0,
      random: createRandom(options.seed + (lane.lane + 1) * 1_000_003 + rounds.length),
      onKill: lane.onKill,
    });
    rounds.push(round);
    if (round.violations.length > 0) break;
  }
  return rounds;
}

/** Splits a whole number into parts that differ by one at most. */
function shareOut(total: number, partCount: number): number[] {
  return Array.from({ length: partCount }, (_, n) => Math.floor((total + n) / partCount));
}

function addKills(counts: readonly KillCounts[]): KillCounts {
  const kinds = [...AIMS, 'database'] as const;
  const sums = kinds.map((kind) => [kind, counts.reduce((total, count) => total + count[kind], 0)]);
  return Object.fromEntries(sums) as KillCounts;
}
