import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Random } from '../../src/simulation/random.js';
import type { TestPostgres } from '../support/postgres.js';
import type { Books, Violation } from './books.js';
import { makeFolder, removeFolder } from './cleanup.js';
import { createIntentBook } from './intent-book.js';
import { judge } from './judge.js';
import { keepReplica } from './keep-replica.js';
import { createDatabaseKiller } from './kill-database.js';
import { createKillPlan, type KillCounts } from './kill-plan.js';
import { checkMemory } from './memory-check.js';
import { DECIDE_AFTER_MS, describeEnvironment } from './service-env.js';
import { checkSqliteFile } from './sqlite-check.js';
import { killUnderLoad, type Stage, settle } from './stage.js';
import { countTally, type Tally } from './tally.js';
import { watchUpstream } from './upstream-watch.js';

export interface RoundOptions {
  /** A server to make a database on and to kill; null for a SQLite file. */
  readonly postgres: TestPostgres | null;
  readonly replicaCount: number;
  /** All of them, those of the database included. */
  readonly killCount: number;
  readonly databaseKillCount: number;
  readonly random: Random;
  /** Told of every kill. */
  readonly onKill: () => void;
}

export interface RoundResult {
  readonly kills: KillCounts;
  readonly tally: Tally;
  readonly violations: readonly Violation[];
  /** For the evidence. */
  readonly books: Books;
}

/** One round: a fresh ledger and sandbox, load, kills, quiet, judgement. */
export async function runRound(options: RoundOptions): Promise<RoundResult> {
  const folder = makeFolder();
  const sandbox = await startSandbox({ decideAfterMs: DECIDE_AFTER_MS });
  try {
    return await runOn({ ...options, folder, sandbox });
  } finally {
    await sandbox.close();
    removeFolder(folder);
  }
}

async function runOn(options: RoundOptions & { folder: string; sandbox: Sandbox }): Promise<RoundResult> {
  const { postgres, sandbox, folder, random, killCount, databaseKillCount } = options;
  const sqlitePath = `${folder}/ledger.db`;
  const databaseUrl = postgres ? await postgres.createDatabase() : `sqlite:${sqlitePath}`;
  const replicaKillCount = killCount - databaseKillCount;
  const plan = createKillPlan({ killCount: replicaKillCount, random, onKill: options.onKill });
  const killer =
    postgres && databaseKillCount > 0
      ? createDatabaseKiller(postgres, { plan, random, killCount: databaseKillCount, replicaKillCount })
      : null;
  const misconduct: Violation[] = [];
  const charge = (what: string) => misconduct.push({ rule: 'misconduct', what, username: null });
  const stage: Stage = {
    plan,
    killer,
    sandbox,
    random,
    book: createIntentBook(),
    watch: watchUpstream(sandbox.control),
    replicas: Array.from({ length: options.replicaCount }, (_, n) => ({
      name: `replica ${n + 1}`,
      endpoint: null,
    })),
  };
  let refusedStarts = 0;
  const ending = new AbortController();
  const env = describeEnvironment({ sandbox, databaseUrl, folder });
  const keepers = stage.replicas.map((replica) =>
    keepReplica(replica, {
      ...stage,
      env,
      control: sandbox.control,
      mustStart: () => killer === null || killer.isSettled(),
      onMisconduct: charge,
      onRefusedStart: () => {
        refusedStarts += 1;
      },
      ending: ending.signal,
    }),
  );
  try {
    await killUnderLoad(stage, charge);
    const renewals = await settle(stage);
    stage.watch.catchUp();
    const memory = await checkMemory(stage);
    const books: Books = {
      intents: [...stage.book.intents.values()],
      renewals,
      transactions: sandbox.control.transactions(),
      ordersByReference: stage.watch.ordersByReference,
    };
    const reportCount = sandbox.control.dlrs().filter(({ httpStatus }) => httpStatus === 204).length;
    ending.abort();
    await Promise.all(keepers);
    const file = postgres ? [] : checkSqliteFile(sqlitePath);
    return {
      kills: plan.counts(),
      tally: countTally(books, { refusedStarts, reportCount }),
      violations: [...misconduct, ...memory, ...file, ...judge(books)],
      books,
    };
  } catch (error) {
    // What the service did before may be why nobody could be asked afterwards.
    throw new Error(misconduct.map(({ what }) => what).join('\n') || 'a round broke down', { cause: error });
  } finally {
    plan.cancel();
    ending.abort();
    stage.watch.stop();
    await Promise.all(keepers);
  }
}
