import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { MutableLife } from './life.js';
import type { MemoryBook } from './memory-book.js';
import { REPORT_PAUSE_MS } from './promises.js';
import type { Random } from './random.js';
import type { Scheduler } from './scheduler.js';

/**
 * Replicas that sleep between two looks at the ledger. A sleeper wakes once its time is over and something is due: the
 * looks in between would find nothing, and skipping them makes a virtual day cost what happens in it.
 */
export interface Dozing {
  sleep(life: MutableLife, durationMs: number, signal?: AbortSignal): Promise<void>;
  /** Wakes whoever sleeps of this life. */
  wake(life: MutableLife): void;
  /** When the next sleeper wakes; Infinity when nothing will. */
  nextAtMs(): number;
  /** Wakes that sleeper. */
  wakeNext(): void;
  /** From now on a flagged renewal that stays open wakes nobody. */
  ignoreFlagged(): void;
  /** Lets go of everybody: nobody wakes any more. */
  end(): void;
}

interface Sleeper {
  readonly life: MutableLife;
  readonly untilMs: number;
  readonly lagMs: number;
  readonly resolve: () => void;
  /** Stops listening to the signal: Node keeps a signal that is listened to, and all it leads to, for ever. */
  readonly release: () => void;
}

export function createDozing(deps: { scheduler: Scheduler; book: MemoryBook; random: Random }): Dozing {
  const { scheduler, book, random } = deps;
  let sleepers: Sleeper[] = [];
  let ignoresFlagged = false;
  let knownRevision = -1;
  let knownDueMs = Number.POSITIVE_INFINITY;

  /** When something is due next that nobody holds. */
  function dueMs(): number {
    if (book.revision() === knownRevision) return knownDueMs;
    knownRevision = book.revision();
    knownDueMs = Number.POSITIVE_INFINITY;
    for (const renewal of book.all()) {
      const { nextCheckAtMs, claimedUntilMs } = renewal;
      if (nextCheckAtMs === null || (ignoresFlagged && isFlaggedForGood(renewal))) continue;
      knownDueMs = Math.min(knownDueMs, Math.max(nextCheckAtMs, claimedUntilMs ?? 0));
    }
    return knownDueMs;
  }

  function wakesAtMs({ life, untilMs, lagMs }: Sleeper, nextDueMs: number): number {
    return Math.max(untilMs, nextDueMs + lagMs, life.frozenUntilMs, scheduler.nowMs());
  }

  function findNext(): { sleeper: Sleeper; atMs: number } | null {
    const nextDueMs = dueMs();
    if (nextDueMs === Number.POSITIVE_INFINITY) return null;
    let next: { sleeper: Sleeper; atMs: number } | null = null;
    for (const sleeper of sleepers) {
      if (sleeper.life.isDead) continue;
      const atMs = wakesAtMs(sleeper, nextDueMs);
      if (next === null || atMs < next.atMs) next = { sleeper, atMs };
    }
    return next;
  }

  function rouse(sleeper: Sleeper): void {
    for (const other of sleepers) if (other.life.isDead) other.release();
    sleepers = sleepers.filter((other) => other !== sleeper && !other.life.isDead);
    sleeper.release();
    sleeper.resolve();
  }

  return {
    sleep(life, durationMs, signal) {
      return new Promise((resolve) => {
        const untilMs = scheduler.nowMs() + Math.round(durationMs);
        // Some look at the very instant, others within their interval.
        const lagMs = random.chance(0.5) ? random.below(30) : random.below(durationMs);
        const hear = () => life.soon(0, () => rouse(sleeper));
        const release = () => signal?.removeEventListener('abort', hear);
        const sleeper: Sleeper = { life, untilMs, lagMs, resolve, release };
        sleepers.push(sleeper);
        if (signal?.aborted) hear();
        else signal?.addEventListener('abort', hear, { once: true });
      });
    },
    wake(life) {
      for (const sleeper of sleepers) if (sleeper.life === life) life.soon(0, () => rouse(sleeper));
    },
    nextAtMs: () => findNext()?.atMs ?? Number.POSITIVE_INFINITY,
    wakeNext() {
      const next = findNext();
      if (next === null) return;
      scheduler.moveTo(next.atMs);
      rouse(next.sleeper);
    },
    end() {
      for (const sleeper of sleepers) sleeper.release();
      sleepers = [];
    },
    ignoreFlagged() {
      ignoresFlagged = true;
      knownRevision = -1;
    },
  };
}

/** Open, in a person's hands, and not to be looked up because of a report. */
function isFlaggedForGood({ status, attention, nextCheckAtMs, updatedAtMs }: RenewalRecord): boolean {
  return status === 'PENDING' && attention !== null && (nextCheckAtMs ?? 0) > updatedAtMs + REPORT_PAUSE_MS;
}
