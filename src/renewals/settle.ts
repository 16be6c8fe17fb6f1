import type { Ledger } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';
import { type Decision, decide } from './decide.js';
import type { Evidence } from './evidence.js';
import type { SettlementPolicy } from './policy.js';

export interface SettleDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly policy: SettlementPolicy;
  /** Told of each decision that was written, for logs and metrics. */
  readonly onDecision?: (before: RenewalRecord, decision: Decision) => void;
}

/**
 * Writes what a piece of evidence makes of a renewal, status and events in one transaction. The only writer of a status.
 * The renewal is tried as the caller has read it, and read again only when somebody has written in between.
 * @returns the renewal as it stands now; null when there is none any more.
 * @throws LedgerUnavailableError when it could not be written; the evidence is then lost and a later lookup brings it back.
 */
export type Settle = (renewal: RenewalRecord, evidence: Evidence) => Promise<RenewalRecord | null>;

const MAX_ATTEMPTS = 10;

export function createSettle({ ledger, clock, random, policy, onDecision }: SettleDeps): Settle {
  return async function settle(read, evidence) {
    let renewal: RenewalRecord | null = read;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (renewal === null || isStale(renewal, evidence)) return renewal;
      const decision = decide(renewal, evidence, { policy, random, nowMs: clock.nowMs() });
      if (decision === null) return renewal;
      const saved = await ledger.save(decision.next, decision.events);
      if (saved !== null) {
        onDecision?.(renewal, decision);
        return saved;
      }
      renewal = await ledger.find(read.id);
    }
    throw new Error(`a renewal changed ${MAX_ATTEMPTS} times while evidence was being written`);
  };
}

/**
 * A lookup whose claim somebody else has taken over since is dropped: its answer may be older than what is written by
 * now, and two holders must not count the same silence as two misses.
 */
function isStale(renewal: RenewalRecord, evidence: Evidence): boolean {
  return evidence.kind === 'lookup' && evidence.fence !== renewal.fence;
}
