import DataLoader from 'dataloader';
import type { SubscriberKey } from './hashcnet/hashcnet.js';

const MAX_BATCH_SIZE = 100;

/** Looks up each subscriber once, that is once per request. */
export interface SubscriberLoader<T> {
  load(key: SubscriberKey): Promise<T>;
}

/**
 * The upstream has no bulk details call, so there is nothing to gather: each key is looked up at once, beside the others, and is remembered.
 * For reads only: a purchase is never cached. Keys are told apart by their exact slug and username. Most requests have one, and the limits
 * of a request bound them (a hundred, unless an operator allows more), so they are looked through one by one.
 */
export function createSubscriberLoader<T>(lookUp: (key: SubscriberKey) => Promise<T>): SubscriberLoader<T> {
  const known: { readonly key: SubscriberKey; readonly load: Promise<T> }[] = [];
  return {
    load(key) {
      for (const { key: other, load } of known) {
        if (other.username === key.username && other.slug === key.slug) return load;
      }
      const load = start(lookUp, key);
      known.push({ key, load });
      return load;
    },
  };
}

/** One that throws at once is remembered as well: the same key is not tried again. */
function start<T>(lookUp: (key: SubscriberKey) => Promise<T>, key: SubscriberKey): Promise<T> {
  try {
    return lookUp(key);
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Loads by id, a batch at a time; `load` answers in the order of its ids. */
export function createKeyedLoader<T>(
  load: (ids: readonly string[]) => Promise<readonly T[]>,
): DataLoader<string, T> {
  return new DataLoader<string, T>((ids) => load(ids), { maxBatchSize: MAX_BATCH_SIZE });
}
