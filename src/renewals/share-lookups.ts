import type { Clock } from '../values/clock.js';
import { createRecent } from '../values/recent.js';
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
  /** Null once nobody may have it any more. */
  result: Promise<SubscriberResult> | null;
  /** Infinite while the lookup is under way. */
  untilMs: number;
}

const MAX_KEPT = 10_000;
/** Where none is kept when it is over: few, so that they stay in the processor's cache. Past it, some lookups under way are not shared. */
const MAX_UNDER_WAY = 1_000;
/** Longer than any client, ISP and username together: 128, 100 and 100 letters. A slug that names no ISP can be as long as a request. */
const MAX_KEY_LENGTH = 512;

/**
 * One client's identical lookups at the same time are one call of the provider. They get the same offers, of which one can be bought,
 * once: an offer stays single-use. Never shared between clients: an offer is its client's own.
 *
 * What is over is emptied and stays where it is, until newer ones take its place (ADR 18).
 */
export function shareLookups({ lookUp, clock, keepMs }: ShareDeps): SharedLookups {
  const kept = createRecent<Kept>(keepMs > 0 ? MAX_KEPT : MAX_UNDER_WAY);

  function start(key: string, request: LookupKey): Promise<SubscriberResult> {
    const result = lookUp(request);
    const entry: Kept = { result, untilMs: Number.POSITIVE_INFINITY };
    kept.put(key, entry);
    result.then(
      ({ kind }) => {
        if (keepMs > 0 && kind === 'found') entry.untilMs = clock.nowMs() + keepMs;
        else entry.result = null;
      },
      () => {
        entry.result = null;
      },
    );
    return result;
  }

  return {
    lookUp(request) {
      const key = nameOf(request);
      // Not remembered: keys stay in memory until their generation goes, and a client could fill it with them.
      if (key.length > MAX_KEY_LENGTH) return lookUp(request);
      const entry = kept.find(key);
      const isFresh = entry !== undefined && clock.nowMs() < entry.untilMs;
      return (isFresh ? entry.result : null) ?? start(key, request);
    },
    forget(request) {
      const entry = kept.find(nameOf(request));
      if (entry !== undefined) entry.result = null;
    },
  };
}

/** Neither a client's name nor a username has a line end in it, so no other three make the same text. */
function nameOf({ client, slug, username }: LookupKey): string {
  return `${client}\n${slug}\n${username}`;
}
