import { type Check, createCheck } from '../renewals/check.js';
import { createRenewalReader, type RenewalReader } from '../renewals/read.js';
import { createReceiveReport, type ReceiveReport } from '../renewals/receive-report.js';
import { createReconcile, type Reconcile } from '../renewals/reconcile.js';
import { createRenew, type Renew } from '../renewals/renew.js';
import { createSettle } from '../renewals/settle.js';
import type { Clock } from '../values/clock.js';
import type { Dozing } from './dozing.js';
import type { AskOrigin } from './journal.js';
import type { MutableLife } from './life.js';
import { type AskCounter, createReplicaHashcnet } from './replica-hashcnet.js';
import { createReplicaLedger } from './replica-ledger.js';
import type { Upstream } from './upstream.js';
import { makeReference, OFFERS, POLICY, type World } from './world.js';

/** The service's own code, as one life of a replica runs it (wired as in `app.ts`). */
export interface Replica {
  readonly life: MutableLife;
  readonly renew: Renew;
  readonly receiveReport: ReceiveReport;
  readonly renewals: RenewalReader;
}

export interface ReplicaDeps {
  readonly world: World;
  readonly life: MutableLife;
  readonly upstream: Upstream;
  readonly dozing: Dozing;
  readonly asks: AskCounter;
}

/** Starts a life: its reconciler runs until it dies. */
export function startReplica({ world, life, upstream, dozing, asks }: ReplicaDeps): Replica {
  const { plan, random } = world;
  const ledger = createReplicaLedger(world, life);
  const clock: Clock = {
    nowMs: world.scheduler.nowMs,
    sleep: (durationMs, signal) => dozing.sleep(life, durationMs, signal),
  };
  const settle = createSettle({ ledger, clock, random: random.next, policy: POLICY });
  const asReader = checkFor('reader');
  const asReconciler = checkFor('reconcile');
  const reconcile = createReconcile({
    ledger,
    hashcnet: asReconciler.hashcnet,
    check: asReconciler.check,
    clock,
    random: random.next,
    intervalMs: plan.intervalMs,
    useBulkLookup: plan.useBulkLookup,
    onError: noteError,
  });
  const wake = plan.useRunLoop ? reconcile.wake : () => dozing.wake(life);
  if (plan.useRunLoop) void reconcile.run(new AbortController().signal).catch(noteError);
  else void driveReconciler(reconcile);

  return {
    life,
    renew: createRenew({
      ledger,
      hashcnet: asReader.hashcnet,
      offers: OFFERS,
      makeReference,
      settle,
      clock,
      policy: POLICY,
      newId: world.newId,
      onSettleFailure: (_, error) => noteError(error),
    }),
    receiveReport: createReceiveReport({ ledger, settle, wake }),
    renewals: createRenewalReader({ ledger, check: asReader.check, clock, overdueMs: plan.intervalMs * 2 }),
  };

  function checkFor(origin: AskOrigin): { check: Check; hashcnet: ReturnType<typeof createReplicaHashcnet> } {
    const hashcnet = createReplicaHashcnet(world, life, { upstream, origin, asks });
    return { hashcnet, check: createCheck({ ledger, hashcnet, settle, clock, policy: POLICY }) };
  }

  /** What `run` does, without its abort signals, which cost more than the rest of a seed. */
  async function driveReconciler({ runOnce }: Reconcile): Promise<void> {
    while (!life.isDead) {
      await runOnce().catch(noteError);
      await dozing.sleep(life, plan.intervalMs * (0.75 + random.next() / 2));
    }
  }

  /** A ledger that cannot be reached is expected; anything else is a fault of the service. */
  function noteError(error: unknown): void {
    const isExpected = error instanceof Error && error.name === 'LedgerUnavailableError';
    if (!isExpected) world.note('unexpected_error', life.name, { detail: String(error) });
  }
}
