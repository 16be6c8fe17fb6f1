import type { Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { LookupOutcome } from '../datasources/hashcnet/outcome.js';
import type { Ledger } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';
import { isHoldOver, type SettlementPolicy } from './policy.js';
import type { Settle } from './settle.js';

export interface CheckDeps {
  readonly ledger: Ledger;
  readonly hashcnet: Pick<Hashcnet, 'lookup' | 'timeoutMs' | 'tokenFingerprint'>;
  readonly settle: Settle;
  readonly clock: Clock;
  readonly policy: SettlementPolicy;
}

export interface Check {
  /** Looks a claimed renewal up and settles what it learns. */
  lookUp(claimed: RenewalRecord): Promise<RenewalRecord>;
  /** Settles an answer that came some other way (bulk) for a claimed renewal, asked at `askedAtMs`. */
  conclude(
    claimed: RenewalRecord,
    answer: { outcome: LookupOutcome; askedAtMs: number },
  ): Promise<RenewalRecord>;
  /**
   * Looks one renewal up now, on somebody's wish, if the hold time allows and nobody does so already or has just done so.
   * @returns the renewal as it stands afterwards.
   */
  checkNow(renewal: RenewalRecord): Promise<RenewalRecord>;
}

/** The lease outlives the slowest lookup, so that two replicas ask at once only after a crash. */
export function leaseFor(hashcnet: Pick<Hashcnet, 'timeoutMs'>): number {
  return hashcnet.timeoutMs * 2 + 5_000;
}

export function createCheck({ ledger, hashcnet, settle, clock, policy }: CheckDeps): Check {
  const check: Check = {
    async lookUp(claimed) {
      const askedAtMs = clock.nowMs();
      // A process that was frozen since leaves the question to whoever holds the claim by now.
      if (hasRunOut(claimed, askedAtMs)) return findAgain(claimed);
      const outcome = await hashcnet.lookup(claimed.reference);
      return check.conclude(claimed, { outcome, askedAtMs });
    },
    async conclude(claimed, { outcome, askedAtMs }) {
      const evidence = {
        kind: 'lookup',
        outcome,
        askedAtMs,
        fence: claimed.fence,
        tokenFingerprint: hashcnet.tokenFingerprint,
      } as const;
      return (await settle(claimed, evidence)) ?? claimed;
    },
    async checkNow(renewal) {
      const nowMs = clock.nowMs();
      if (!mayCheckNow(renewal, nowMs, policy)) return renewal;
      const claimed = await ledger.claim(renewal, { nowMs, leaseMs: leaseFor(hashcnet) });
      return claimed === null ? findAgain(renewal) : check.lookUp(claimed);
    },
  };
  return check;

  async function findAgain(renewal: RenewalRecord): Promise<RenewalRecord> {
    return (await ledger.find(renewal.id)) ?? renewal;
  }
}

function hasRunOut({ claimedUntilMs }: RenewalRecord, nowMs: number): boolean {
  return claimedUntilMs === null || nowMs >= claimedUntilMs;
}

/** Also a settled renewal may be looked up: for a refund, or for news that contradicts it. */
function mayCheckNow(renewal: RenewalRecord, nowMs: number, policy: SettlementPolicy): boolean {
  const pauseMs = Math.min(policy.holdTimeMs, policy.reportPauseMs);
  const isRested = renewal.checkedAtMs === null || nowMs >= renewal.checkedAtMs + pauseMs;
  return isRested && isHoldOver(renewal.sentAtMs, nowMs, policy);
}
