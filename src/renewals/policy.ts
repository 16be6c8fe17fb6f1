/** When an open renewal is looked up (upstream.md section 3). All durations in milliseconds. */
export interface SettlementPolicy {
  /** No lookup before this long after the last send, but for one that a delivery report asks for. */
  readonly holdTimeMs: number;
  /** A miss settles nothing before this long after the send. */
  readonly notRecordedAfterMs: number;
  /** How many misses it takes. */
  readonly missesNeeded: number;
  /** After this long open, a person is asked. */
  readonly flagAfterMs: number;
  /** The longest pause between two lookups. */
  readonly maxPauseMs: number;
  /** The shortest pause between two lookups of one reference that reports ask for. */
  readonly reportPauseMs: number;
}

const HOUR_MS = 3_600_000;

export function createPolicy(options: { holdTimeMs: number; notRecordedAfterMs: number }): SettlementPolicy {
  return {
    ...options,
    missesNeeded: 3,
    flagAfterMs: 24 * HOUR_MS,
    maxPauseMs: HOUR_MS,
    reportPauseMs: 60_000,
  };
}

/** The pause after the `checkCount`-th lookup: doubling from the hold time to the longest, spread by a quarter each way. */
export function pauseAfter(checkCount: number, policy: SettlementPolicy, random: () => number): number {
  const doublings = Math.min(Math.max(checkCount - 1, 0), 30);
  const spread = 0.75 + random() / 2;
  const pauseMs = policy.holdTimeMs * 2 ** doublings * spread;
  return Math.ceil(Math.min(Math.max(pauseMs, 1), policy.maxPauseMs));
}

/** True once an unanswered commit may be asked after. */
export function isHoldOver(sentAtMs: number, nowMs: number, policy: SettlementPolicy): boolean {
  return nowMs >= sentAtMs + policy.holdTimeMs;
}
