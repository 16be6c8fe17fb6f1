import { useFormat } from '../../shared/i18n/i18n.js';
import type { Purchase } from '../purchase/purchase.js';
import { useShopText } from '../texts.js';
import type { Fact } from './facts.js';
import { ReceiptActions } from './receipt-actions.js';
import { TermsFacts } from './terms-facts.js';

/** The purchase on paper: what, for whom, how much, when, and the numbers to find it by. */
export function ReceiptCard({ purchase }: { readonly purchase: Purchase }) {
  const text = useShopText();
  const { terms, stage } = purchase;
  const facts = useReceiptFacts(purchase);
  const status = stage.kind === 'made' ? stage.renewal.status : null;
  const isBought = status === 'SUCCEEDED' || status === 'REFUNDED';
  return (
    <section className="card stack receipt">
      <h2>{text(isBought ? 'receipt.title' : 'receipt.order')}</h2>
      <TermsFacts terms={terms} more={facts} />
      {status !== null && status !== 'PENDING' && <ReceiptActions purchase={purchase} />}
    </section>
  );
}

function useReceiptFacts({ key, terms, stage, confirmedAtMs }: Purchase): Fact[] {
  const text = useShopText();
  const format = useFormat();
  const renewal = stage.kind === 'made' ? stage.renewal : null;
  const when = renewal?.settledAt ?? renewal?.createdAt;
  const facts: Fact[] = [
    { name: text('facts.amount'), value: <strong className="number">{format.money(terms)}</strong> },
  ];
  for (const [index, { amount, remarks }] of (renewal?.refunds ?? []).entries()) {
    facts.push({
      name: `${text('facts.returned')}${index === 0 ? '' : ` ${format.count(index + 1)}`}`,
      value: (
        <span className="number">
          {format.money(amount)} {remarks !== null && <span className="muted">({remarks})</span>}
        </span>
      ),
    });
  }
  facts.push({ name: text('facts.when'), value: format.dateTime(new Date(when ?? confirmedAtMs)) });
  if (renewal === null) facts.push({ name: text('sending.key'), value: <code>{key}</code>, isLong: true });
  else facts.push({ name: text('facts.reference'), value: <code>{renewal.reference}</code>, isLong: true });
  if (renewal?.providerId)
    facts.push({ name: text('facts.providerId'), value: <code>{renewal.providerId}</code> });
  return facts;
}
