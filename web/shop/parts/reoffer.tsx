import { useState } from 'react';
import { SubscriberDocument } from '../../../client/generated/graphql.js';
import { useQuery } from '../../shared/api/use-query.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Button } from '../../shared/ui/button.js';
import { FaultNotice } from '../../shared/ui/fault-notice.js';
import { Loading } from '../../shared/ui/loading.js';
import { Notice } from '../../shared/ui/notice.js';
import { mayBuyNow } from '../may-buy-now.js';
import { findChoice, nameOffer } from '../offer-name.js';
import { confirmAgain, type Purchase, type Stage, type Terms } from '../purchase/purchase.js';
import type { PurchaseStore } from '../purchase/purchase-store.js';
import { useShop } from '../shop-context.js';
import { writeTerms } from '../terms.js';
import { useShopText } from '../texts.js';

interface ReofferProps {
  readonly purchase: Purchase;
  readonly stage: Extract<Stage, { kind: 'not-made' }>;
  readonly store: PurchaseStore;
}

/** An offer that ran out is looked up again, and confirmed anew at the price of now. */
export function Reoffer({ stage, ...rest }: ReofferProps) {
  const hasRunOut = stage.refusal === 'OFFER_EXPIRED' || stage.refusal === 'OFFER_INVALID';
  return hasRunOut ? <PresentPrice {...rest} /> : null;
}

function PresentPrice({ purchase, store }: Omit<ReofferProps, 'stage'>) {
  const text = useShopText();
  const { gateway } = useShop();
  const [lookedUpAtMs] = useState(() => Date.now());
  const { slug, username } = purchase.terms;
  const { data, fault, reload } = useQuery(gateway, SubscriberDocument, { slug, username });
  if (fault !== null) return <FaultNotice fault={fault} onRetry={reload} />;
  if (data === null) return <Loading>{text('reoffer.looking')}</Loading>;
  const { subscriber } = data;
  const choice = subscriber === null ? null : findChoice(subscriber, nameOffer(purchase.terms));
  if (subscriber === null || choice === null || !mayBuyNow(subscriber)) {
    return <Notice tone="warn" title={text('reoffer.gone')} />;
  }
  const terms = writeTerms(subscriber, choice);
  const confirm = () => void store.begin(confirmAgain(purchase, terms, Date.now()), lookedUpAtMs);
  return <NewTerms {...{ before: purchase.terms, terms, confirm }} />;
}

interface NewTermsProps {
  readonly before: Terms;
  readonly terms: Terms;
  readonly confirm: () => void;
}

function NewTerms({ before, terms, confirm }: NewTermsProps) {
  const text = useShopText();
  const format = useFormat();
  const hasChanged = terms.amount !== before.amount;
  const prices = { before: format.money(before), after: format.money(terms) };
  return (
    <Notice
      tone={hasChanged ? 'warn' : 'info'}
      title={text(hasChanged ? 'reoffer.changed' : 'reoffer.same')}
      actions={
        <Button tone="primary" onClick={confirm}>
          {text('reoffer.submit', { price: format.money(terms) })}
        </Button>
      }
    >
      {hasChanged && <p>{text('reoffer.changedBody', prices)}</p>}
    </Notice>
  );
}
