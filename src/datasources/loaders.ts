import DataLoader from 'dataloader';
import type { SubscriberKey } from './hashcnet/hashcnet.js';

type SubscriberLoader<T> = DataLoader<SubscriberKey, T, string>;

const MAX_BATCH_SIZE = 100;

/**
 * Looks up each subscriber once per loader, that is per request. The upstream has no bulk details call, so the keys of a
 * batch are looked up side by side, and one that fails does not fail the others. For reads only: a purchase is never
 * cached. Keys are told apart by their exact slug and username.
 */
export function createSubscriberLoader<T>(lookUp: (key: SubscriberKey) => Promise<T>): SubscriberLoader<T> {
  return new DataLoader<SubscriberKey, T, string>((keys) => loadAll(keys, lookUp), {
    cacheKeyFn: ({ slug, username }) => JSON.stringify([slug, username]),
    maxBatchSize: MAX_BATCH_SIZE,
    // There is nothing to wait for: a batch is no cheaper upstream than its keys one by one.
    batchScheduleFn: queueMicrotask,
  });
}

/** Loads by id, a batch at a time; `load` answers in the order of its ids. */
export function createKeyedLoader<T>(
  load: (ids: readonly string[]) => Promise<readonly T[]>,
): DataLoader<string, T> {
  return new DataLoader<string, T>((ids) => load(ids), { maxBatchSize: MAX_BATCH_SIZE });
}

function loadAll<T>(
  keys: readonly SubscriberKey[],
  lookUp: (key: SubscriberKey) => Promise<T>,
): Promise<(T | Error)[]> {
  return Promise.all(keys.map((key) => loadOne(key, lookUp)));
}

async function loadOne<T>(
  key: SubscriberKey,
  lookUp: (key: SubscriberKey) => Promise<T>,
): Promise<T | Error> {
  try {
    return await lookUp(key);
  } catch (reason) {
    return toError(reason);
  }
}

/** DataLoader tells a failed key by an Error. */
function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('the lookup failed', { cause: reason });
}
