import { HORIZON_MS, MISSES_NEEDED } from './promises.js';
import type { World } from './world.js';

/**
 * How far upstream may lie "never saw it" about an order it has (docs/simulation.md). A spell of denial lasts 45 seconds
 * at most and everybody who asks in it may be denied. Past the horizon there are no more spells than would leave the
 * truth to be told once before three of them; an order that the service has written down something
 * of may be denied at any time.
 */
export interface Denials {
  noteSent(reference: string, sentAtMs: number): void;
  /** "Never saw it" was answered, rightly or not. */
  noteDenied(reference: string): void;
  mayLie(reference: string, isShown: boolean): boolean;
}

const SPELL_MS = 45_000;

interface Spells {
  count: number;
  startedAtMs: number;
}

export function createDenials({ scheduler }: World): Denials {
  const sentAtMsByReference = new Map<string, number>();
  const spellsByReference = new Map<string, Spells>();

  function countWithOneMore(reference: string): number {
    const spells = spellsByReference.get(reference);
    if (spells === undefined) return 1;
    const isSameSpell = scheduler.nowMs() < spells.startedAtMs + SPELL_MS;
    return isSameSpell ? spells.count : spells.count + 1;
  }

  return {
    noteSent(reference, sentAtMs) {
      sentAtMsByReference.set(reference, sentAtMs);
    },
    noteDenied(reference) {
      const count = countWithOneMore(reference);
      if (count !== spellsByReference.get(reference)?.count) {
        spellsByReference.set(reference, { count, startedAtMs: scheduler.nowMs() });
      }
    },
    mayLie(reference, isShown) {
      if (isShown) return true;
      const sentAtMs = sentAtMsByReference.get(reference) ?? 0;
      const isPastHorizon = scheduler.nowMs() >= sentAtMs + HORIZON_MS;
      return !isPastHorizon || countWithOneMore(reference) < MISSES_NEEDED;
    },
  };
}
