import { findConflict, isOpen, type Purchase } from './purchase.js';
import { readPurchase } from './read-purchase.js';

/** The purchases made on this device, newest first, the same in every tab. */
export interface PurchaseStore {
  list(): readonly Purchase[];
  find(key: string): Purchase | null;
  /**
   * Keeps a new purchase, unless another forbids it: then that one is the answer.
   * @throws PurchaseNotKeptError, and the purchase must not be sent.
   */
  begin(purchase: Purchase, lookedUpAtMs: number): Promise<Purchase>;
  /** @throws PurchaseNotKeptError */
  keep(purchase: Purchase): void;
  /** Forgets what is finished; what is open stays. */
  forgetFinished(): void;
  /** Calls back after each change in any tab; gives the way to stop. */
  subscribe(onChange: () => void): () => void;
}

/** The browser does not hold what it was given. What cannot be picked up again must not be begun. */
export class PurchaseNotKeptError extends Error {
  override readonly name = 'PurchaseNotKeptError';
}

export interface PurchaseStoreDeps {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  /** One tab at a time, from looking for a conflict to keeping the purchase. */
  readonly runAlone: <Result>(run: () => Result) => Promise<Result>;
  /** Calls back when another tab has changed something. */
  readonly onOtherTab: (onChange: () => void) => () => void;
}

/** An item each: tabs do not overwrite each other's, and one that cannot be read spoils no other. */
const PREFIX = 'hashcnet.purchase.';
const MAX_FINISHED = 100;

export function createPurchaseStore({ storage, runAlone, onOtherTab }: PurchaseStoreDeps): PurchaseStore {
  const listeners = new Set<() => void>();
  let listed: readonly Purchase[] | null = null;

  function changed(): void {
    listed = null;
    for (const listener of listeners) listener();
  }

  function readAll(): Purchase[] {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
    return names
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => readPurchase(storage.getItem(name) ?? ''))
      .filter((purchase) => purchase !== null)
      .sort((one, other) => other.confirmedAtMs - one.confirmedAtMs);
  }

  function keep(purchase: Purchase): void {
    const name = PREFIX + purchase.key;
    const text = JSON.stringify(purchase);
    try {
      storage.setItem(name, text);
    } catch {
      throw new PurchaseNotKeptError('the browser keeps nothing more');
    }
    if (storage.getItem(name) !== text) throw new PurchaseNotKeptError('the browser keeps nothing');
    changed();
  }

  function forget(purchases: readonly Purchase[]): void {
    for (const { key } of purchases) storage.removeItem(PREFIX + key);
    if (purchases.length > 0) changed();
  }

  return {
    list() {
      listed ??= readAll();
      return listed;
    },
    find: (key) => readPurchase(storage.getItem(PREFIX + key) ?? ''),
    begin: (purchase, lookedUpAtMs) =>
      runAlone(() => {
        const purchases = readAll();
        const { slug, username } = purchase.terms;
        const conflict = findConflict(purchases, { slug, username, lookedUpAtMs });
        if (conflict !== null) return conflict;
        forget(purchases.filter((each) => !isOpen(each)).slice(MAX_FINISHED - 1));
        keep(purchase);
        return purchase;
      }),
    keep,
    forgetFinished: () => forget(readAll().filter((purchase) => !isOpen(purchase))),
    subscribe(onChange) {
      listeners.add(onChange);
      const stop = onOtherTab(() => {
        listed = null;
        onChange();
      });
      return () => {
        listeners.delete(onChange);
        stop();
      };
    },
  };
}
