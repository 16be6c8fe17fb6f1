import { openBooks } from './books.js';
import { createCast } from './cast.js';
import { createClients } from './clients.js';
import { createDozing } from './dozing.js';
import type { IncidentKind } from './incident.js';
import { createJournal, type Entry } from './journal.js';
import { createJudge, type Violation } from './judge.js';
import { createMemoryBook } from './memory-book.js';
import { drawPlan, HOUR_MS, MINUTE_MS } from './plan.js';
import { createRandom } from './random.js';
import { createReports } from './reports.js';
import { createScheduler, settlePromises } from './scheduler.js';
import { createUpstream } from './upstream.js';
import type { World } from './world.js';

export interface SeedResult {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly entries: readonly Entry[];
  readonly virtualMs: number;
  readonly steps: number;
}

/** No seed comes near it: a world that goes on for longer is running away, and that is a violation too. */
const MAX_STEPS = 60_000;
/** How long honest answers go on before only what is open and unflagged is waited for. */
const HONEST_MS = 4 * HOUR_MS;

/** Plays one seed from its first instant to quiet, or to the first violation. The same seed plays the same, always. */
export async function simulateSeed(seed: number): Promise<SeedResult> {
  const random = createRandom(seed);
  const plan = drawPlan(random);
  const scheduler = createScheduler();
  const books = openBooks();
  const judge = createJudge(books);
  const journal = createJournal(scheduler.nowMs, judge.hear);
  const book = createMemoryBook();
  const startMs = scheduler.nowMs();
  let idCount = 0;
  const world: World = {
    random,
    plan,
    scheduler,
    journal,
    book,
    isTroubled: true,
    isLedgerOut: false,
    troubles: (rate) => world.isTroubled && random.chance(rate),
    note: (what: IncidentKind, by, about = {}) =>
      journal.append({
        kind: 'incident',
        what,
        by,
        reference: about.reference ?? null,
        detail: about.detail ?? '',
      }),
    isShown: (reference) => books.orders.get(reference)?.isShown ?? false,
    newId() {
      idCount += 1;
      return `r${idCount}`;
    },
  };
  const dozing = createDozing({ scheduler, book, random });
  const reports = createReports(world, () => cast);
  const upstream = createUpstream(world, reports.send);
  const cast = createCast(world, { upstream, dozing });
  const clients = createClients(world, cast);
  clients.start();
  reports.forge();
  scheduleDisasters(world);
  scheduler.after(plan.troubleMs, null, () => {
    world.isTroubled = false;
    world.isLedgerOut = false;
    cast.heal();
    upstream.becomeHonest();
    scheduler.after(3 * HOUR_MS, null, clients.askAgain);
    scheduler.after(HONEST_MS, null, dozing.ignoreFlagged);
  });

  let steps = 0;
  await settlePromises();
  while (judge.violation() === null) {
    const eventAtMs = scheduler.nextAtMs();
    const dozerAtMs = dozing.nextAtMs();
    if (eventAtMs === Number.POSITIVE_INFINITY && dozerAtMs === Number.POSITIVE_INFINITY) break;
    if (eventAtMs <= dozerAtMs) {
      if (!scheduler.runNext()) continue;
    } else dozing.wakeNext();
    await settlePromises();
    steps += 1;
    if (steps > MAX_STEPS)
      return result({ rule: 'it comes to an end', message: `${steps} steps`, atMs: scheduler.nowMs() });
  }
  if (judge.violation() === null) journal.append({ kind: 'ended' });
  return result(judge.violation());

  function result(violation: Violation | null): SeedResult {
    dozing.end();
    return { seed, violation, entries: journal.entries, virtualMs: scheduler.nowMs() - startMs, steps };
  }
}

function scheduleDisasters(world: World): void {
  const { random, plan, scheduler, journal, book } = world;
  for (let n = 0; n < plan.ledgerOutages; n += 1) {
    scheduler.after(random.pick([20 * MINUTE_MS, plan.troubleMs]) * random.next(), null, () => {
      world.isLedgerOut = world.isTroubled;
      world.note('ledger_outage', 'database');
      scheduler.after(random.pick([5_000, 2 * MINUTE_MS, 40 * MINUTE_MS]), null, () => {
        world.isLedgerOut = false;
      });
    });
  }
  if (!plan.losesLedger) return;
  scheduler.after(random.next() * 20 * MINUTE_MS, null, () => {
    book.clear();
    journal.append({ kind: 'ledger_lost' });
  });
}
