import type { Clock } from '../values/clock.js';
import type { LookUpSubscriber, SubscriberResult } from './look-up-subscriber.js';

export interface ShareDeps {
  readonly lookUp: LookUpSubscriber;
  readonly clock: Clock;
  /** How long a found subscriber is kept; 0 keeps none, and only lookups under way are shared. */
  readonly keepMs: number;
}

type LookupKey = Parameters<LookUpSubscriber>[0];

export interface SharedLookups {
  readonly lookUp: LookUpSubscriber;
  /** After a purchase: the session of what was kept is used up. */
  forget(key: LookupKey): void;
}

interface Kept {
  readonly result: Promise<SubscriberResult>;
  /** Null while the lookup is under way. */
  untilMs: number | null;
}

const MAX_KEPT = 10_000;

/**
 * One client's identical lookups at the same time are one call of the provider. They get the same offers, of which one can be bought,
 * once: an offer stays single-use. Never shared between clients: an offer is its client's own.
 */
export function shareLookups({ lookUp, clock, keepMs }: ShareDeps): SharedLookups {
  const kept = new Map<string, Kept>();

  function start(key: string, request: LookupKey): Promise<SubscriberResult> {
    const entry: Kept = { result: lookUp(request), untilMs: null };
    if (kept.size >= MAX_KEPT) dropOldest();
    kept.set(key, entry);
    const forget = () => {
      if (kept.get(key) === entry) kept.delete(key);
    };
    entry.result.then((result) => {
      if (keepMs > 0 && result.kind === 'found') entry.untilMs = clock.nowMs() + keepMs;
      else forget();
    }, forget);
    return entry.result;
  }

  function dropOldest(): void {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }

  return {
    lookUp(request) {
      const key = nameOf(request);
      const entry = kept.get(key);
      const isFresh = entry !== undefined && (entry.untilMs === null || clock.nowMs() < entry.untilMs);
      return isFresh ? entry.result : start(key, request);
    },
    forget: (request) => void kept.delete(nameOf(request)),
  };
}

function nameOf({ client, slug, username }: LookupKey): string {
  return JSON.stringify([client, slug, username]);
}
