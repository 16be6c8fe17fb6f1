import { useState } from 'react';
import { useFormat } from '../../shared/i18n/i18n.js';
import { createRandomId } from '../../shared/random-id.js';
import { navigate } from '../../shared/routing/hash.js';
import { Button } from '../../shared/ui/button.js';
import { Notice } from '../../shared/ui/notice.js';
import { Screen } from '../../shared/ui/screen.js';
import { mayBuyNow } from '../may-buy-now.js';
import type { Choice, Subscriber } from '../offer-name.js';
import { AccountNotices } from '../parts/account-notices.js';
import { BackLink } from '../parts/back-link.js';
import { TermsFacts } from '../parts/terms-facts.js';
import { confirmPurchase, isOpen, type Purchase, type Terms } from '../purchase/purchase.js';
import { usePurchases } from '../purchase/use-purchases.js';
import { writeRoute } from '../route.js';
import { useShop } from '../shop-context.js';
import { writeTerms } from '../terms.js';
import { useShopText } from '../texts.js';

interface ConfirmScreenProps {
  readonly subscriber: Subscriber;
  readonly choice: Choice;
  readonly lookedUpAtMs: number;
  readonly onLookUpAgain: () => void;
}

/** Exactly what is bought, for whom and for how much; the last step that can be gone back from. */
export function ConfirmScreen({ subscriber, choice, lookedUpAtMs, onLookUpAgain }: ConfirmScreenProps) {
  const text = useShopText();
  const format = useFormat();
  const { slug, username } = subscriber;
  const terms = writeTerms(subscriber, choice);
  const { confirm, trouble } = useConfirm(terms, lookedUpAtMs);
  const hasOpen = usePurchases(useShop().purchases).some(
    (purchase) => isOpen(purchase) && purchase.terms.slug === slug && purchase.terms.username === username,
  );
  const isKept = useShop().purchases !== null && trouble !== 'not-kept';
  const mayConfirm = isKept && !hasOpen && trouble === null && mayBuyNow(subscriber);
  return (
    <Screen
      title={text('confirm.title')}
      before={<BackLink to={{ at: 'subscriber', slug, username }}>{text('confirm.back')}</BackLink>}
    >
      <div className="card stack">
        <TermsFacts terms={terms} customerName={subscriber.customerName} />
        <p className="total">
          <span>{text('confirm.total')}</span>
          <strong className="number">{format.money(terms)}</strong>
        </p>
      </div>
      <AccountNotices subscriber={subscriber} />
      {!isKept && (
        <Notice tone="bad" title={text('confirm.notKept.title')}>
          <p>{text('confirm.notKept.body')}</p>
        </Notice>
      )}
      {trouble === 'stale' && (
        <Notice
          tone="warn"
          title={text('confirm.stale.title')}
          actions={
            <Button tone="primary" onClick={onLookUpAgain}>
              {text('confirm.stale.action')}
            </Button>
          }
        >
          <p>{text('confirm.stale.body')}</p>
        </Notice>
      )}
      {mayConfirm && (
        <div className="stack-small">
          <Button tone="primary" onClick={confirm}>
            {text('confirm.submit', { price: format.money(terms) })}
          </Button>
          <p className="muted small">{text('confirm.promise')}</p>
        </div>
      )}
    </Screen>
  );
}

/** `stale`: something was bought for this account since it was looked up, in another tab perhaps. */
type Trouble = 'not-kept' | 'stale' | null;

/** Keeps the purchase with its key, and goes to where it is sent from. A second press finds the first. */
function useConfirm(terms: Terms, lookedUpAtMs: number): { confirm: () => void; trouble: Trouble } {
  const { purchases } = useShop();
  const [found, setFound] = useState<{ trouble: Trouble; lookedUpAtMs: number } | null>(null);
  const fail = (trouble: Trouble) => setFound({ trouble, lookedUpAtMs });

  async function begin(): Promise<Purchase | null> {
    const draft = confirmPurchase(terms, { key: createRandomId(), nowMs: Date.now() });
    return (await purchases?.begin(draft, lookedUpAtMs).catch(() => null)) ?? null;
  }

  async function confirm(): Promise<void> {
    const purchase = await begin();
    if (purchase === null) return fail('not-kept');
    const isOurs = purchase.terms.offerId === terms.offerId;
    if (!isOurs && !isOpen(purchase)) return fail('stale');
    // Nothing to go back to: the confirmation has been used.
    navigate(writeRoute({ at: 'purchase', key: purchase.key }), { replace: true });
  }

  // A new lookup is a new chance.
  const trouble = found?.lookedUpAtMs === lookedUpAtMs ? found.trouble : null;
  return { confirm: () => void confirm(), trouble };
}
