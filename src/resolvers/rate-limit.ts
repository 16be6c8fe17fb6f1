import { HeaderMap } from '@apollo/server';
import { createError } from '../schema/errors.js';
import type { Clock } from '../values/clock.js';

/** What one client may do so many times a minute, counted per field and not per request. */
export type RatedField = 'subscriber' | 'renew';

/** @throws GraphQLError RATE_LIMITED, with when to try again, once the client has used its share. */
export type TakeTurn = (client: string, field: RatedField) => void;

export interface RateLimitDeps {
  readonly perMinute: number;
  readonly clock: Clock;
  /** Told of each turn that was refused. */
  readonly onRefusal: (field: RatedField) => void;
}

interface Bucket {
  turns: number;
  readAtMs: number;
}

const MINUTE_MS = 60_000;
const MAX_BUCKETS = 10_000;

/**
 * A bucket of turns per client and field, of this replica: full at first, it fills up again evenly over a minute. One client's
 * haste costs the others nothing.
 */
export function createRateLimit({ perMinute, clock, onRefusal }: RateLimitDeps): TakeTurn {
  const startedAtMs = clock.nowMs();
  const fields = {
    subscriber: createBuckets(perMinute, startedAtMs),
    renew: createBuckets(perMinute, startedAtMs),
  };
  return (client, field) => {
    const bucket = fields[field].find(client, clock.nowMs());
    if (bucket.turns < 1) {
      onRefusal(field);
      throw refuse(((1 - bucket.turns) / perMinute) * MINUTE_MS);
    }
    bucket.turns -= 1;
  };
}

/**
 * Two generations: who is found in the older one moves to the younger. After a minute the older one goes, and with it only buckets
 * that nobody has used for a minute, which are full by then; too many clients within a minute shorten it.
 */
function createBuckets(perMinute: number, startedAtMs: number) {
  let older = new Map<string, Bucket>();
  let younger = new Map<string, Bucket>();
  let beganAtMs = startedAtMs;

  function fill(bucket: Bucket, nowMs: number): Bucket {
    const gained = ((nowMs - bucket.readAtMs) / MINUTE_MS) * perMinute;
    bucket.turns = Math.min(perMinute, bucket.turns + Math.max(gained, 0));
    bucket.readAtMs = nowMs;
    return bucket;
  }

  return {
    /** A client's bucket as it is now. */
    find(client: string, nowMs: number): Bucket {
      if (nowMs - beganAtMs >= MINUTE_MS || younger.size >= MAX_BUCKETS / 2) {
        older = younger;
        younger = new Map();
        beganAtMs = nowMs;
      }
      const present = younger.get(client);
      if (present !== undefined) return fill(present, nowMs);
      const bucket = older.get(client) ?? { turns: perMinute, readAtMs: nowMs };
      younger.set(client, bucket);
      return fill(bucket, nowMs);
    },
  };
}

function refuse(waitMs: number) {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const headers = new HeaderMap([['retry-after', String(retryAfterSeconds)]]);
  return createError('RATE_LIMITED', `Too many of these in a minute. Try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
    http: { headers },
  });
}
