import { useSyncExternalStore } from 'react';
import type { Purchase } from './purchase.js';
import type { PurchaseStore } from './purchase-store.js';

const NONE: readonly Purchase[] = [];

/** The purchases on this device, kept up to date across tabs; none where the browser keeps nothing. */
export function usePurchases(store: PurchaseStore | null): readonly Purchase[] {
  return useSyncExternalStore(
    (onChange) => store?.subscribe(onChange) ?? (() => {}),
    () => store?.list() ?? NONE,
  );
}
