import { useFormat } from '../../shared/i18n/i18n.js';
import { Button } from '../../shared/ui/button.js';
import { Screen } from '../../shared/ui/screen.js';
import { BackLink } from '../parts/back-link.js';
import { OtherPurchase } from '../parts/other-purchase.js';
import { OutcomeScreen } from '../parts/outcome-screen.js';
import { PursuitNotices } from '../parts/pursuit-notices.js';
import { ReceiptCard } from '../parts/receipt-card.js';
import { Reoffer } from '../parts/reoffer.js';
import { describeOutcome } from '../purchase/describe-outcome.js';
import type { Purchase } from '../purchase/purchase.js';
import type { PurchaseStore } from '../purchase/purchase-store.js';
import { usePurchases } from '../purchase/use-purchases.js';
import { usePursuit } from '../purchase/use-pursuit.js';
import { writeRoute } from '../route.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';

/** What became of a purchase: sends it where it has not been sent, and follows it to its end. */
export function PurchaseScreen({ purchaseKey }: { readonly purchaseKey: string }) {
  const text = useShopText();
  const { purchases: store } = useShop();
  const purchase = usePurchases(store).find(({ key }) => key === purchaseKey);
  if (store === null || purchase === undefined) {
    return (
      <Screen
        title={text('purchase.gone.title')}
        before={<BackLink to={{ at: 'isps' }}>{text('purchase.back')}</BackLink>}
      >
        <p>{text('purchase.gone.body')}</p>
      </Screen>
    );
  }
  return <FollowedPurchase purchase={purchase} store={store} />;
}

interface FollowedPurchaseProps {
  readonly purchase: Purchase;
  readonly store: PurchaseStore;
}

function FollowedPurchase({ purchase, store }: FollowedPurchaseProps) {
  const text = useShopText();
  const format = useFormat();
  const { gateway, credentials } = useShop();
  const pursuit = usePursuit(purchase, { store, gateway, sender: credentials.readSignIn() });
  const isUnanswered = pursuit.fault !== null || pursuit.trouble !== null;
  const outcome = describeOutcome(purchase, { isUnanswered });
  const { stage, terms } = purchase;
  const said = stage.kind === 'made' ? stage.renewal.failure?.message : undefined;
  return (
    <OutcomeScreen outcome={outcome} isAsking={pursuit.isAsking}>
      <div className="stack-small">
        <p>{text(outcome.body)}</p>
        {said && <p>{text('facts.said', { message: said })}</p>}
        <p>
          <strong>{text(outcome.money, { amount: format.money(terms) })}</strong>
        </p>
      </div>
      <PursuitNotices purchase={purchase} pursuit={pursuit} />
      {stage.kind === 'not-made' && <Reoffer key={purchase.confirmedAtMs} {...{ purchase, stage, store }} />}
      {stage.kind === 'made' && stage.renewal.status === 'PENDING' && (
        <div className="stack-small no-print">
          <p className="muted">{text('pending.waiting')}</p>
          <Button onClick={pursuit.askNow} isBusy={pursuit.isAsking}>
            {text(pursuit.isAsking ? 'pending.asking' : 'pending.checkNow')}
          </Button>
        </div>
      )}
      {stage.kind === 'not-made' && stage.other !== null ? (
        <OtherPurchase renewal={stage.other} />
      ) : (
        <ReceiptCard purchase={purchase} />
      )}
      {isOver(purchase) && (
        <a
          className="button button-plain no-print"
          href={writeRoute({ at: 'subscriber', slug: terms.slug, username: terms.username })}
        >
          {text('failed.again')}
        </a>
      )}
    </OutcomeScreen>
  );
}

/** Nothing was bought, and nothing will be: another try is another purchase. */
function isOver({ stage }: Purchase): boolean {
  return stage.kind === 'not-made' || (stage.kind === 'made' && stage.renewal.status === 'FAILED');
}
