import { createPurchaseStore, type PurchaseStore } from './purchase-store.js';

const LOCK = 'hashcnet.purchases';

export function openPurchaseStore(storage: Storage): PurchaseStore {
  return createPurchaseStore({
    storage,
    runAlone: async (run) => {
      // Browsers give locks to secure pages only; elsewhere two tabs would have to be pressed in the same instant.
      const locks = navigator.locks as LockManager | undefined;
      return locks === undefined ? run() : locks.request(LOCK, () => run());
    },
    onOtherTab(onChange) {
      window.addEventListener('storage', onChange);
      return () => window.removeEventListener('storage', onChange);
    },
  });
}
