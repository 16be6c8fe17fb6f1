import { isOpen } from '../purchase/purchase.js';
import { usePurchases } from '../purchase/use-purchases.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';
import { PurchaseList } from './purchase-list.js';

/** What is not decided yet is the first thing that somebody who comes back is told. */
export function OpenPurchases() {
  const text = useShopText();
  const open = usePurchases(useShop().purchases).filter(isOpen);
  if (open.length === 0) return null;
  return (
    <section className="stack-small">
      <h2>{text('open.title')}</h2>
      <PurchaseList purchases={open} />
    </section>
  );
}
