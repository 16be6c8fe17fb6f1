import type { Random } from '../../src/simulation/random.js';

/** At which moment of a process's life it is killed. */
export const AIMS = [
  'any moment',
  'starting up',
  'order sent',
  'order charged',
  'looking up',
  'draining',
] as const;
export type Aim = (typeof AIMS)[number];

/** What a kill is counted as. */
export type KillKind = Aim | 'database';
export type KillCounts = Readonly<Record<KillKind, number>>;

const WEIGHTED_AIMS: readonly Aim[] = [
  ...Array<Aim>(6).fill('any moment'),
  ...Array<Aim>(2).fill('starting up'),
  ...Array<Aim>(5).fill('order sent'),
  ...Array<Aim>(5).fill('order charged'),
  ...Array<Aim>(3).fill('looking up'),
  ...Array<Aim>(2).fill('draining'),
];
/** The first lives of a ledger end while its tables are being made. */
const FIRST_START_KILLS = 3;

/** Deals out a bounded number of kills, and knows when all of them are done. */
export interface KillPlan {
  /** The next life's end, or null when nobody is to be killed any more. */
  draw(): Aim | null;
  /** The kill was done; it may have come at another moment than the one drawn. */
  count(kind: KillKind): void;
  /** The process had ended by itself before it could be killed, so that another must be. */
  giveBack(): void;
  counts(): KillCounts;
  /** How many were done, those of the database included. */
  doneCount(): number;
  /** Resolves once all kills drawn from it are done. */
  readonly finished: Promise<void>;
  /** How many it has still to deal out. */
  leftCount(): number;
  /** Deals out no more. */
  cancel(): void;
}

export function createKillPlan(options: {
  readonly killCount: number;
  readonly random: Random;
  /** Told of every kill. */
  readonly onKill: () => void;
}): KillPlan {
  const { killCount, random, onKill } = options;
  const counts: Record<KillKind, number> = {
    'any moment': 0,
    'starting up': 0,
    'order sent': 0,
    'order charged': 0,
    'looking up': 0,
    draining: 0,
    database: 0,
  };
  const finished = Promise.withResolvers<void>();
  let leftCount = killCount;
  let underWayCount = 0;
  let drawnCount = 0;
  finishIfDone();

  function finishIfDone(): void {
    if (leftCount <= 0 && underWayCount === 0) finished.resolve();
  }
  return {
    draw() {
      if (leftCount <= 0) return null;
      leftCount -= 1;
      underWayCount += 1;
      drawnCount += 1;
      return drawnCount <= Math.min(FIRST_START_KILLS, killCount / 2)
        ? 'starting up'
        : random.pick(WEIGHTED_AIMS);
    },
    count(kind) {
      counts[kind] += 1;
      if (kind !== 'database') underWayCount -= 1;
      onKill();
      finishIfDone();
    },
    giveBack() {
      leftCount += 1;
      underWayCount -= 1;
      finishIfDone();
    },
    counts: () => ({ ...counts }),
    leftCount: () => leftCount,
    doneCount: () => Object.values(counts).reduce((total, count) => total + count, 0),
    finished: finished.promise,
    cancel() {
      leftCount = 0;
      finishIfDone();
    },
  };
}
