import type { Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { Ledger } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';
import { type Check, leaseFor } from './check.js';

export interface ReconcileDeps {
  readonly ledger: Ledger;
  readonly hashcnet: Pick<Hashcnet, 'bulkLookup' | 'timeoutMs'>;
  readonly check: Check;
  readonly clock: Clock;
  readonly random: () => number;
  readonly intervalMs: number;
  /** Use the bulk lookup for a backlog; off unless configured, since its request form is a guess (upstream.md section 3). */
  readonly useBulkLookup: boolean;
  readonly onError?: (error: unknown) => void;
}

export interface Reconcile {
  /** One bounded batch: claims what is due, looks it up, settles. Returns how many it claimed. */
  runOnce(): Promise<number>;
  /** `runOnce` at every interval, and at once after `wake`, until the signal aborts; resolves once the last batch is done. */
  run(signal: AbortSignal): Promise<void>;
  /** Something may be due now. */
  wake(): void;
}

/** The cap on lookups in flight per replica. No more than this is claimed at once either, so that no lease runs out waiting. */
const LOOKUPS_IN_FLIGHT = 8;
/** What one bulk call asks for. */
const BULK_SIZE = 50;
/** A backlog of this many is worth one bulk call. */
const BULK_FROM = 10;

export function createReconcile(deps: ReconcileDeps): Reconcile {
  const { ledger, hashcnet, check, clock, random, intervalMs } = deps;
  const batchSize = deps.useBulkLookup ? BULK_SIZE : LOOKUPS_IN_FLIGHT;
  let wakeUp = new AbortController();

  async function runOnce(): Promise<number> {
    const terms = { nowMs: clock.nowMs(), leaseMs: leaseFor(hashcnet), limit: batchSize };
    const claimed = await ledger.claimDue(terms);
    const isBacklog = deps.useBulkLookup && claimed.length >= BULK_FROM;
    if (isBacklog) await lookUpInBulk(claimed);
    else await forEachBounded(claimed, check.lookUp);
    return claimed.length;
  }

  async function lookUpInBulk(claimed: readonly RenewalRecord[]): Promise<void> {
    const askedAtMs = clock.nowMs();
    const outcomes = await hashcnet.bulkLookup(claimed.map((renewal) => renewal.reference));
    await forEachBounded(claimed, (renewal) => {
      const outcome = outcomes.get(renewal.reference) ?? {
        kind: 'unanswered',
        cause: 'not in the bulk answer',
      };
      return check.conclude(renewal, { outcome, askedAtMs });
    });
  }

  async function forEachBounded(
    items: readonly RenewalRecord[],
    visit: (item: RenewalRecord) => Promise<unknown>,
  ): Promise<void> {
    const queue = [...items];
    async function work(): Promise<void> {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        // One renewal that cannot be settled now must not keep the others waiting; its claim ends by itself.
        await visit(item).catch((error: unknown) => deps.onError?.(error));
      }
    }
    await Promise.all(Array.from({ length: Math.min(LOOKUPS_IN_FLIGHT, items.length) }, work));
  }

  return {
    runOnce,
    async run(signal) {
      while (!signal.aborted) {
        const count = await runOnce().catch((error: unknown) => {
          deps.onError?.(error);
          return 0;
        });
        if (count === batchSize) continue;
        // Replicas that started together drift apart instead of asking the database in step.
        await clock.sleep(intervalMs * (0.75 + random() / 2), AbortSignal.any([signal, wakeUp.signal]));
        if (wakeUp.signal.aborted) wakeUp = new AbortController();
      }
    },
    wake: () => wakeUp.abort(),
  };
}
