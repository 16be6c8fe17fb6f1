import { createContext, useContext } from 'react';
import type { Surroundings } from '../shared/surroundings.js';
import type { PurchaseStore } from './purchase/purchase-store.js';

/** What every screen of the shop works with. */
export interface ShopDeps extends Surroundings {
  /** Null where the browser keeps nothing: then nothing can be bought. */
  readonly purchases: PurchaseStore | null;
}

export const ShopContext = createContext<ShopDeps | null>(null);

export function useShop(): ShopDeps {
  const deps = useContext(ShopContext);
  if (deps === null) throw new Error('there is no ShopContext above this');
  return deps;
}
