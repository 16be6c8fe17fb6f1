import { useFormat } from '../../shared/i18n/i18n.js';
import { Notice } from '../../shared/ui/notice.js';
import { mayBuyNow } from '../may-buy-now.js';
import type { Subscriber } from '../offer-name.js';
import { isOpen, type Purchase } from '../purchase/purchase.js';
import { usePurchases } from '../purchase/use-purchases.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';
import { PurchaseList } from './purchase-list.js';

const DAY_MS = 86_400_000;

/** What somebody should know before they choose a plan for this account. */
export function AccountNotices({ subscriber }: { readonly subscriber: Subscriber }) {
  const text = useShopText();
  const { purchases: store } = useShop();
  const own = usePurchases(store).filter(
    ({ terms }) => terms.slug === subscriber.slug && terms.username === subscriber.username,
  );
  const open = own.filter(isOpen);
  const recent = own.filter((purchase) => wasJustMade(purchase, Date.now()));
  return (
    <>
      {open.length > 0 && (
        <Notice tone="warn" title={text('account.open.title')}>
          <p>{text('account.open.body')}</p>
          <PurchaseList purchases={open} />
        </Notice>
      )}
      {recent.length > 0 && (
        <Notice tone="info" title={text('account.recent.title')}>
          <PurchaseList purchases={recent} />
        </Notice>
      )}
      {!mayBuyNow(subscriber) && <NoAdvance subscriber={subscriber} />}
      {subscriber.hasDue && (
        <Notice tone="info" title={text('account.due.title')}>
          <p>{text('account.due.body')}</p>
        </Notice>
      )}
    </>
  );
}

function NoAdvance({ subscriber }: { readonly subscriber: Subscriber }) {
  const text = useShopText();
  const format = useFormat();
  const days = format.count(subscriber.daysRemaining ?? 0);
  return (
    <Notice tone="warn" title={text('account.noAdvance.title')}>
      <p>{text('account.noAdvance.body', { days })}</p>
    </Notice>
  );
}

function wasJustMade({ stage, confirmedAtMs }: Purchase, nowMs: number): boolean {
  return stage.kind === 'made' && stage.renewal.status === 'SUCCEEDED' && nowMs - confirmedAtMs < DAY_MS;
}
