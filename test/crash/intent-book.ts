import type { Replica } from './replica.js';
import type { SubscriberSort } from './subscriber-sorts.js';

export type Advice = 'HOLD' | 'DEDUCT' | 'REFUND';

/** What a frontend keeps of one idempotency key, as it would in a database of its own. */
export interface KeyNotes {
  readonly key: string;
  /** Whose key it is: one of `SHOPS`. */
  readonly client: string;
  /** The latest offer it was sent with; null before the first. */
  offerId: string | null;
  /** The renewals that answers have named for it: one at most, for ever. */
  readonly renewalIds: Set<string>;
  /** Every advice it was ever told, in order, repetitions left out. */
  readonly advices: Advice[];
  readonly problems: Set<string>;
  answerCount: number;
  replayCount: number;
}

/** One customer who means to buy one subscription once. A rival pair tries it under two keys, from one offer. */
export interface Intent {
  /** Nobody else's, so that charges can be counted per intent whatever the ledger says. */
  readonly username: string;
  readonly slug: string;
  readonly sort: SubscriberSort;
  readonly keys: readonly KeyNotes[];
  /** The calls of `renew` that wait for an answer now. */
  readonly underWay: Set<{ readonly replica: Replica }>;
}

export interface IntentBook {
  readonly intents: ReadonlyMap<string, Intent>;
  open(
    draft: Pick<Intent, 'username' | 'slug' | 'sort'> & { client: string; keys: readonly string[] },
  ): Intent;
  /** True while this replica serves a purchase for this subscriber. */
  isServedBy(username: string | undefined, replica: Replica): boolean;
}

export function createIntentBook(): IntentBook {
  const intents = new Map<string, Intent>();
  return {
    intents,
    open({ client, keys, ...draft }) {
      const intent: Intent = {
        ...draft,
        keys: keys.map((key) => ({
          key,
          client,
          offerId: null,
          renewalIds: new Set(),
          advices: [],
          problems: new Set(),
          answerCount: 0,
          replayCount: 0,
        })),
        underWay: new Set(),
      };
      intents.set(intent.username, intent);
      return intent;
    },
    isServedBy(username, replica) {
      const intent = username === undefined ? undefined : intents.get(username);
      return [...(intent?.underWay ?? [])].some((call) => call.replica === replica);
    },
  };
}

/**
 * Notes what an answer has said about a key's renewal. `heardBefore` is how many advices were known when it was asked: of two
 * questions at once, the one that was read first may be answered last, and its HOLD is older than what was heard meanwhile.
 */
export function noteRenewal(
  notes: KeyNotes,
  renewal: { id: string; advice: Advice },
  heardBefore = notes.advices.length,
): void {
  notes.renewalIds.add(renewal.id);
  const isOldNews = notes.advices.slice(heardBefore).some((advice) => advice !== 'HOLD');
  if (renewal.advice === 'HOLD' && isOldNews) return;
  if (notes.advices.at(-1) !== renewal.advice) notes.advices.push(renewal.advice);
}
