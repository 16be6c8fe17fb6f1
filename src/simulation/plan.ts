import type { Random } from './random.js';

/** How one seed's world is. Rates are probabilities per occasion; a world has some kinds of trouble and not others. */
export interface Plan {
  readonly replicaCount: number;
  readonly intentCount: number;
  /** How long trouble lasts, in virtual ms; afterwards everything is honest and works. */
  readonly troubleMs: number;
  readonly intervalMs: number;
  readonly useBulkLookup: boolean;
  /** The real `run` loop, or `runOnce` called by the simulation. */
  readonly useRunLoop: boolean;
  readonly changesToken: boolean;
  readonly losesLedger: boolean;
  /** All orders are sent at about the same time, and many. */
  readonly isCrowd: boolean;
  readonly crash: number;
  readonly freeze: number;
  readonly ledgerFault: number;
  readonly ledgerSlow: number;
  readonly ledgerOutages: number;
  readonly notSent: number;
  readonly requestLost: number;
  readonly requestLate: number;
  readonly requestRepeated: number;
  readonly answerLost: number;
  readonly answerSlow: number;
  readonly refused: number;
  readonly queued: number;
  readonly failed: number;
  readonly lookupUnanswered: number;
  readonly lie: number;
  readonly wrongAmount: number;
  readonly chargedOtherwise: number;
  readonly refund: number;
  readonly contrary: number;
  readonly decidesLate: number;
  readonly reportLost: number;
  readonly reportRepeated: number;
  readonly reportForged: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export function drawPlan(random: Random): Plan {
  const isCrowd = random.chance(0.01);
  /** Nothing, some or much of it. */
  const rate = (some: number, much: number, isAbsent = 0.5): number =>
    random.chance(isAbsent) ? 0 : random.chance(0.6) ? some : much;
  return {
    isCrowd,
    replicaCount: random.between(1, 4),
    intentCount: isCrowd ? random.between(12, 30) : random.pick([1, 1, 2, 2, 3, 4]),
    troubleMs: random.pick([1, 1, 2, 2, 4, 30]) * HOUR_MS,
    intervalMs: random.pick([15_000, 15_000, 60_000]),
    useBulkLookup: random.chance(isCrowd ? 0.5 : 0.1),
    useRunLoop: random.chance(0.2),
    changesToken: random.chance(0.12),
    losesLedger: random.chance(0.02),
    crash: rate(0.01, 0.06),
    freeze: rate(0.01, 0.04),
    ledgerFault: rate(0.02, 0.12),
    ledgerSlow: rate(0.05, 0.25),
    ledgerOutages: random.chance(0.15) ? random.between(1, 2) : 0,
    notSent: rate(0.1, 0.4, 0.7),
    requestLost: rate(0.1, 0.5),
    requestLate: rate(0.2, 0.6),
    requestRepeated: rate(0.05, 0.2, 0.7),
    answerLost: rate(0.2, 0.7, 0.4),
    answerSlow: rate(0.1, 0.4),
    refused: rate(0.05, 0.2),
    queued: rate(0.2, 0.6, 0.4),
    failed: rate(0.1, 0.3),
    lookupUnanswered: rate(0.1, 0.4),
    lie: rate(0.2, 0.7),
    wrongAmount: rate(0.02, 0.1, 0.8),
    chargedOtherwise: rate(0.05, 0.2, 0.85),
    refund: rate(0.15, 0.5),
    contrary: rate(0.05, 0.25, 0.8),
    decidesLate: rate(0.1, 0.5, 0.7),
    reportLost: rate(0.2, 0.9, 0.3),
    reportRepeated: rate(0.2, 0.6),
    reportForged: random.chance(0.4) ? random.between(1, 4) : 0,
  };
}
