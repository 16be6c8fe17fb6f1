import type { Owner } from './event-queue.js';
import type { World } from './world.js';

/** One life of a replica, from a start to a crash: what it awaited when it dies never comes. */
export interface Life extends Owner {
  /** Such as "B2": the second life of replica B. */
  readonly name: string;
  readonly token: string;
  /**
   * Lets the replica crash here, by chance; true when it did. Every awaited step passes here before its effect and again
   * before the caller hears of it.
   */
  stumbles(): boolean;
  /** Runs `step` in a while; a frozen life gets to it when it thaws, a dead one never. */
  soon(delayMs: number, step: () => void): void;
}

export interface MutableLife extends Life {
  isDead: boolean;
  frozenUntilMs: number;
}

export function createLife(
  world: World,
  options: { name: string; token: string; onDeath: () => void },
): MutableLife {
  const { name, token, onDeath } = options;
  const life: MutableLife = {
    name,
    token,
    isDead: false,
    frozenUntilMs: 0,
    stumbles() {
      if (!world.isTroubled || life.isDead) return life.isDead;
      if (world.troubles(world.plan.crash / 2)) {
        life.isDead = true;
        world.note('crash', name);
        onDeath();
        return true;
      }
      if (world.troubles(world.plan.freeze / 2)) freeze(world, life);
      return false;
    },
    soon: (delayMs, step) => world.scheduler.after(delayMs, life, step),
  };
  return life;
}

/** Stops everything of a replica for a while: past a deadline, a lease, or the horizon. */
export function freeze(world: World, life: MutableLife): void {
  const forMs = world.random.pick([2_000, 40_000, 70_000, 400_000, 2_400_000]) * (0.5 + world.random.next());
  life.frozenUntilMs = world.scheduler.nowMs() + Math.round(forMs);
  world.note('freeze', life.name, { detail: `for ${Math.round(forMs / 1000)} s` });
}
