import type { CommitOrder } from '../datasources/hashcnet/hashcnet.js';
import type { LookupOutcome } from '../datasources/hashcnet/outcome.js';
import { createDenials } from './denials.js';
import { HOUR_MS, MINUTE_MS } from './plan.js';
import { sumRefunds, tellOrder, type UpstreamOrder } from './upstream-order.js';
import type { World } from './world.js';

/** The upstream's mind: what it has recorded, how that changes, and what it says (docs/simulation.md: its limits). */
export interface Upstream {
  /** An order arrives, sent at `sentAtMs`. */
  receive(order: CommitOrder, sent: { token: string; sentAtMs: number }): AnsweredCommit;
  lookUp(reference: string, token: string): LookupOutcome;
  /** From now on honest: what is open gets decided, and each order is reported once more. */
  becomeHonest(): void;
}

/** What `receive` says, short of when the order was sent. */
export type AnsweredCommit =
  | { readonly kind: 'succeeded' | 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused' | 'reference_known' };

export function createUpstream(world: World, report: (reference: string) => void): Upstream {
  const { random, plan, scheduler, journal } = world;
  const orders = new Map<string, UpstreamOrder>();
  /** What was refused stays refused, however often it arrives. */
  const refused = new Set<string>();
  const denials = createDenials(world);

  function charge(order: UpstreamOrder, isContrary: boolean): void {
    order.state = 'Success';
    journal.append({ kind: 'charged', reference: order.reference, isContrary });
    if (random.chance(plan.refund)) later(order, refundDelayMs(), () => refund(order));
    if (random.chance(plan.contrary)) later(order, random.between(1, 90) * MINUTE_MS, () => reverse(order));
  }

  function decline(order: UpstreamOrder): void {
    order.state = 'Failed';
    journal.append({ kind: 'declined', reference: order.reference, isContrary: false });
    if (random.chance(plan.contrary))
      later(order, random.between(1, 90) * MINUTE_MS, () => charge(order, true));
  }

  /** Success turned to failure: the money is back, against what was said. */
  function reverse(order: UpstreamOrder): void {
    if (order.state !== 'Success' || order.refunds.length > 0) return;
    order.state = 'Failed';
    journal.append({ kind: 'declined', reference: order.reference, isContrary: true });
  }

  function refund(order: UpstreamOrder): void {
    if (order.state !== 'Success') return;
    const restPaisa = order.amountPaisa - sumRefunds(order);
    const isWhole = random.chance(0.5) || restPaisa < 2;
    const amountPaisa = isWhole ? restPaisa : random.between(1, restPaisa - 1);
    order.refunds = [...order.refunds, { amountPaisa, remarks: null, refundedAtMs: scheduler.nowMs() }];
    tellRefund(order, false);
    if (isWhole && random.chance(plan.contrary)) later(order, refundDelayMs(), () => takeBackRefund(order));
    if (!isWhole && random.chance(0.5)) later(order, refundDelayMs(), () => refund(order));
  }

  /** Against what was said, the money is spent again. */
  function takeBackRefund(order: UpstreamOrder): void {
    order.refunds = [];
    tellRefund(order, true);
  }

  function tellRefund(order: UpstreamOrder, isContrary: boolean): void {
    const refundedPaisa = sumRefunds(order);
    journal.append({ kind: 'refunded', reference: order.reference, refundedPaisa, isContrary });
  }

  function later(order: UpstreamOrder, delayMs: number, change: () => void): void {
    scheduler.after(delayMs, null, () => {
      change();
      report(order.reference);
    });
  }

  function refundDelayMs(): number {
    return random.pick([1_000, 10_000, 10 * MINUTE_MS, 2 * HOUR_MS]) * (0.5 + random.next());
  }

  function decide(order: UpstreamOrder): void {
    if (order.state !== 'Queued') return;
    if (random.chance(plan.failed)) decline(order);
    else charge(order, false);
  }

  function accept(order: UpstreamOrder): AnsweredCommit {
    const { reference, amountPaisa, token, providerId } = order;
    orders.set(reference, order);
    journal.append({ kind: 'arrived', reference, amountPaisa, token });
    report(reference);
    if (random.chance(plan.queued)) {
      const isLate = random.chance(plan.decidesLate);
      const delayMs = isLate ? random.between(20, 40) * HOUR_MS : random.between(1, 6_000) * 1000;
      later(order, delayMs, () => decide(order));
      return { kind: 'accepted', providerId };
    }
    if (random.chance(plan.failed)) {
      decline(order);
      return { kind: 'refused' };
    }
    charge(order, false);
    return { kind: 'succeeded', providerId };
  }

  function lie(order: UpstreamOrder): boolean {
    return denials.mayLie(order.reference, world.isShown(order.reference)) && world.troubles(plan.lie);
  }

  function tell(order: UpstreamOrder): LookupOutcome {
    const { reference } = order;
    const isGarbled = order.state !== 'Queued' && world.troubles(plan.wrongAmount);
    if (isGarbled) world.note('wrong_amount', 'upstream', { reference });
    const hidesRefund = order.refunds.length > 0 && world.troubles(0.1);
    if (hidesRefund) world.note('refund_unclear', 'upstream', { reference });
    return tellOrder(order, {
      amountPaisa: isGarbled ? order.amountPaisa + 100 : order.amountPaisa,
      listsRefunds: random.chance(0.7),
      flagsPartialRefunds: random.chance(0.5),
      hidesRefund,
      queuedState: random.pick(['Queued', 'Processing', 'Pending Review']),
    });
  }

  return {
    receive(order, { token, sentAtMs }) {
      denials.noteSent(order.reference, sentAtMs);
      if (orders.has(order.reference)) return { kind: 'reference_known' };
      const { reference } = order;
      if (refused.has(reference) || random.chance(plan.refused)) {
        refused.add(reference);
        return { kind: 'refused' };
      }
      const isOtherwise = random.chance(plan.chargedOtherwise);
      if (isOtherwise) world.note('charged_otherwise', 'upstream', { reference });
      const amountPaisa = order.amountPaisa + (isOtherwise ? 500 : 0);
      const providerId = `p${orders.size + 1}`;
      return accept({ reference, providerId, amountPaisa, token, state: 'Queued', refunds: [] });
    },
    lookUp(reference, token) {
      const order = orders.get(reference);
      if (order === undefined || order.token !== token) {
        denials.noteDenied(reference);
        return { kind: 'never_seen' };
      }
      if (lie(order)) {
        world.note('lie', 'upstream', { reference });
        denials.noteDenied(reference);
        return { kind: 'never_seen' };
      }
      return tell(order);
    },
    becomeHonest() {
      for (const order of orders.values()) {
        if (order.state === 'Queued' && random.chance(0.8)) {
          later(order, random.between(1, 120) * MINUTE_MS, () => decide(order));
        }
        scheduler.after(random.between(1, 60) * MINUTE_MS, null, () => report(order.reference));
      }
    },
  };
}
