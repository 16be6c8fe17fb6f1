import type { Dozing } from './dozing.js';
import { createLife, freeze } from './life.js';
import { MINUTE_MS } from './plan.js';
import { type Replica, startReplica } from './replica.js';
import type { Upstream } from './upstream.js';
import type { World } from './world.js';

/** The replicas: who lives, who restarts when, and under which token. */
export interface Cast {
  /** Some replica, or null when a dead one is hit upon. */
  anyOf(): Replica | null;
  /** Brings everybody back, for good. */
  heal(): void;
}

const NAMES = ['A', 'B', 'C', 'D'];
/** What the sender of an order is charged under; a lookup under another one finds nothing. */
const FIRST_TOKEN = 'token1';
const SECOND_TOKEN = 'token2';

export function createCast(world: World, deps: { upstream: Upstream; dozing: Dozing }): Cast {
  const { random, plan, scheduler } = world;
  const seats = NAMES.slice(0, plan.replicaCount).map((name) => ({
    name,
    lives: 0,
    replica: null as Replica | null,
  }));
  let token = FIRST_TOKEN;
  let askCount = 0;
  const asks = {
    next() {
      askCount += 1;
      return askCount;
    },
  };

  function start(seat: (typeof seats)[number]): void {
    if (seat.replica !== null) return;
    seat.lives += 1;
    const name = `${seat.name}${seat.lives}`;
    if (seat.lives > 1) world.note('restart', name, { detail: `under ${token}` });
    const life = createLife(world, { name, token, onDeath: () => mourn(seat) });
    seat.replica = startReplica({ world, life, asks, ...deps });
  }

  function mourn(seat: (typeof seats)[number]): void {
    seat.replica = null;
    scheduler.after(random.pick([500, 30_000, 20 * MINUTE_MS]) * (0.5 + random.next()), null, () =>
      start(seat),
    );
  }

  function kill(seat: (typeof seats)[number]): void {
    if (seat.replica === null) return;
    seat.replica.life.isDead = true;
    world.note('crash', seat.replica.life.name);
    mourn(seat);
  }

  /** A rolling change: each replica dies at its own time and comes back under the other token. */
  function changeToken(): void {
    token = token === FIRST_TOKEN ? SECOND_TOKEN : FIRST_TOKEN;
    world.note('token_change', 'operator', { detail: token });
    for (const seat of seats) scheduler.after(random.below(10) * MINUTE_MS, null, () => kill(seat));
  }

  for (const seat of seats) start(seat);
  if (plan.changesToken) {
    scheduler.after(random.next() * 40 * MINUTE_MS, null, changeToken);
    if (random.chance(0.5)) scheduler.after(plan.troubleMs * random.next(), null, changeToken);
  }
  if (plan.crash > 0) scheduler.after(plan.troubleMs * random.next(), null, () => kill(random.pick(seats)));
  if (plan.freeze > 0) {
    scheduler.after(plan.troubleMs * random.next(), null, () => {
      const { replica } = random.pick(seats);
      if (replica !== null) freeze(world, replica.life);
    });
  }

  return {
    anyOf: () => random.pick(seats).replica,
    heal() {
      for (const seat of seats) start(seat);
    },
  };
}
