import { Button } from '../../shared/ui/button.js';
import { Screen } from '../../shared/ui/screen.js';
import { BackLink } from '../parts/back-link.js';
import { PurchaseList } from '../parts/purchase-list.js';
import { isOpen } from '../purchase/purchase.js';
import { usePurchases } from '../purchase/use-purchases.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';

/** Everything that was bought in this browser, to be found again. */
export function PurchasesScreen() {
  const text = useShopText();
  const { purchases: store } = useShop();
  const purchases = usePurchases(store);
  const hasFinished = purchases.some((purchase) => !isOpen(purchase));
  return (
    <Screen
      title={text('purchases.title')}
      before={<BackLink to={{ at: 'isps' }}>{text('purchase.back')}</BackLink>}
    >
      {purchases.length === 0 ? (
        <p className="muted">{text(store === null ? 'purchases.noneKept' : 'purchases.none')}</p>
      ) : (
        <div className="card card-flush">
          <PurchaseList purchases={purchases} />
        </div>
      )}
      {hasFinished && (
        <div className="stack-small">
          <Button onClick={() => store?.forgetFinished()}>{text('purchases.forget')}</Button>
          <p className="muted small">{text('purchases.forgetHint')}</p>
        </div>
      )}
    </Screen>
  );
}
