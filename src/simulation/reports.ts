import type { Cast } from './cast.js';
import { MINUTE_MS } from './plan.js';
import { makeReference, type World } from './world.js';

/** Delivery reports on their way: lost, late, repeated and forged while there is trouble. */
export interface Reports {
  /** Upstream has something to tell of this order. */
  send(reference: string): void;
  /** Schedules those that somebody made up. */
  forge(): void;
}

export function createReports(world: World, castOf: () => Cast): Reports {
  const { random, plan, scheduler, journal } = world;

  function deliver(reference: string, attemptsLeft: number): void {
    const replica = castOf().anyOf();
    if (replica === null) {
      if (!world.isTroubled && attemptsLeft > 0) retry(reference, attemptsLeft);
      else world.note('report_refused', 'network', { reference });
      return;
    }
    const { life } = replica;
    life.soon(0, () => {
      const sinceMs = scheduler.nowMs();
      journal.append({ kind: 'report_came', by: life.name, reference });
      replica.receiveReport(reference).then(
        () => journal.append({ kind: 'reported', by: life.name, reference, sinceMs }),
        () => {
          if (world.isTroubled) world.note('report_refused', life.name, { reference });
          else retry(reference, attemptsLeft);
        },
      );
    });
  }

  /** An honest upstream repeats what was not taken. */
  function retry(reference: string, attemptsLeft: number): void {
    scheduler.after(MINUTE_MS, null, () => deliver(reference, attemptsLeft - 1));
  }

  function delayMs(): number {
    return random.pick([50, 300, 5_000, 40_000, 30 * MINUTE_MS]) * random.next();
  }

  return {
    send(reference) {
      if (world.troubles(plan.reportLost)) return world.note('report_lost', 'network', { reference });
      const copies = world.troubles(plan.reportRepeated) ? random.between(2, 4) : 1;
      if (copies > 1) world.note('report_repeated', 'network', { reference });
      for (let copy = 0; copy < copies; copy += 1)
        scheduler.after(delayMs(), null, () => deliver(reference, 20));
    },
    forge() {
      for (let n = 0; n < plan.reportForged; n += 1) {
        const number = random.between(1, plan.intentCount + 1);
        const client = random.pick(['shop', 'bank']);
        const reference = makeReference({ client, idempotencyKey: `k${number}` });
        scheduler.after(
          random.pick([MINUTE_MS, 25 * MINUTE_MS, plan.troubleMs]) * random.next(),
          null,
          () => {
            world.note('report_forged', 'stranger', { reference });
            deliver(reference, 0);
          },
        );
      }
    },
  };
}
