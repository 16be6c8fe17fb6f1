import { HeaderMap } from '@apollo/server';
import { createError } from '../schema/errors.js';
import type { Clock } from '../values/clock.js';
import { createRecent } from '../values/recent.js';

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
  const fields = {
    subscriber: createRecent<Bucket>(MAX_BUCKETS),
    renew: createRecent<Bucket>(MAX_BUCKETS),
  };

  /** A client's bucket as it is now. Who was forgotten among thousands of others starts with a full one. */
  function fill(client: string, field: RatedField): Bucket {
    const nowMs = clock.nowMs();
    let bucket = fields[field].find(client);
    if (bucket === undefined) {
      bucket = { turns: perMinute, readAtMs: nowMs };
      fields[field].put(client, bucket);
    }
    const gained = ((nowMs - bucket.readAtMs) / MINUTE_MS) * perMinute;
    bucket.turns = Math.min(perMinute, bucket.turns + Math.max(gained, 0));
    bucket.readAtMs = nowMs;
    return bucket;
  }

  return (client, field) => {
    const bucket = fill(client, field);
    if (bucket.turns < 1) {
      onRefusal(field);
      throw refuse(((1 - bucket.turns) / perMinute) * MINUTE_MS);
    }
    bucket.turns -= 1;
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
