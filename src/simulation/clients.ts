import type { Cast } from './cast.js';
import { createIntent, type Intent, varyIntent } from './intent.js';
import { purchaseOf } from './journal.js';
import { HOUR_MS, MINUTE_MS } from './plan.js';
import type { Replica } from './replica.js';
import type { World } from './world.js';

export interface Clients {
  /** Schedules what the clients do while there is trouble. */
  start(): void;
  /** Has every client ask once more for everything, when all is well. */
  askAgain(): void;
}

export function createClients(world: World, cast: Cast): Clients {
  const { random, plan, scheduler, journal } = world;
  const intents: Intent[] = [];
  const idsByClient = new Map<string, string>();
  let callCount = 0;

  function buy(intent: Intent, replica: Replica | null): void {
    const { client, idempotencyKey, terms, offerId } = intent;
    if (replica === null) {
      world.note('call_refused', client);
      return;
    }
    replica.life.soon(0, () => {
      callCount += 1;
      const callId = callCount;
      const by = replica.life.name;
      journal.append({ kind: 'called', by, callId, client, idempotencyKey, purchase: purchaseOf(terms) });
      replica.renew({ client, idempotencyKey, offerId }).then(
        ({ renewal, problem, replayed }) => {
          if (renewal !== null && problem === null) idsByClient.set(renewal.id, client);
          journal.append({ kind: 'told', by, callId, client, renewal, problem, replayed });
        },
        (error: unknown) => noteFailure(client, error),
      );
    });
  }

  function look(id: string, replica: Replica | null, isCheck: boolean): void {
    // A stranger who has learnt the id must not see it.
    const isStranger = random.chance(0.05);
    const owner = idsByClient.get(id) ?? 'shop';
    const client = isStranger ? 'stranger' : owner;
    if (replica === null) {
      world.note('call_refused', client);
      return;
    }
    replica.life.soon(0, () => {
      const { renewals, life } = replica;
      const viewer = { client, seesAll: false };
      const answer = isCheck ? renewals.check(viewer, id) : renewals.find(viewer, id);
      answer.then(
        (renewal) => {
          if (renewal === null) journal.append({ kind: 'denied', by: life.name, client, id });
          else
            journal.append({
              kind: 'told',
              by: life.name,
              callId: null,
              client,
              renewal,
              problem: null,
              replayed: false,
            });
        },
        (error: unknown) => noteFailure(client, error),
      );
    });
  }

  function noteFailure(client: string, error: unknown): void {
    const isExpected = error instanceof Error && error.name === 'LedgerUnavailableError';
    world.note(
      isExpected ? 'call_failed' : 'unexpected_error',
      client,
      isExpected ? {} : { detail: String(error) },
    );
  }

  function scheduleIntent(intent: Intent): void {
    const startMs = plan.isCrowd ? random.below(2_000) : random.below(20) * MINUTE_MS;
    const burst = random.pick([1, 1, 2, 3]);
    for (let n = 0; n < burst; n += 1) {
      scheduler.after(startMs + random.pick([0, 0, 40, 3_000]) * random.next(), null, () =>
        buy(intent, cast.anyOf()),
      );
    }
    const again = plan.isCrowd ? 0 : random.pick([0, 1, 2, 3]);
    for (let n = 0; n < again; n += 1) {
      const afterMs =
        startMs + random.pick([MINUTE_MS, 20 * MINUTE_MS, 2 * HOUR_MS, plan.troubleMs]) * random.next();
      scheduler.after(afterMs, null, () => buy(varyIntent(world, intent), cast.anyOf()));
    }
  }

  /** Looks at something known, several times at once now and then: an impatient page with several tabs. */
  function scheduleLooks(): void {
    const looks = plan.isCrowd ? 2 : random.below(5);
    for (let n = 0; n < looks; n += 1) {
      scheduler.after(random.pick([HOUR_MS, plan.troubleMs]) * random.next(), null, () => {
        const ids = [...idsByClient.keys()];
        if (ids.length === 0) return;
        const id = random.pick(ids);
        const isCheck = random.chance(0.6);
        const tabs = random.pick([1, 1, 3]);
        for (let tab = 0; tab < tabs; tab += 1) look(id, cast.anyOf(), isCheck);
      });
    }
  }

  return {
    start() {
      for (let n = 1; n <= plan.intentCount; n += 1) {
        const intent = createIntent(world, n);
        intents.push(intent);
        scheduleIntent(intent);
      }
      scheduleLooks();
    },
    askAgain() {
      for (const intent of intents) buy(intent, cast.anyOf());
      for (const id of idsByClient.keys()) {
        look(id, cast.anyOf(), random.chance(0.5));
      }
    },
  };
}
