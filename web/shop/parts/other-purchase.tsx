import type { RenewalFactsFragment } from '../../../client/generated/graphql.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { describeOutcome } from '../purchase/describe-outcome.js';
import { useShopText } from '../texts.js';
import { TermsFacts } from './terms-facts.js';

/** The purchase that used the offer up: our own, made under another key. */
export function OtherPurchase({ renewal }: { readonly renewal: RenewalFactsFragment }) {
  const text = useShopText();
  const format = useFormat();
  const { label, tone } = describeOutcome({ stage: { kind: 'made', renewal } });
  return (
    <section className="card stack">
      <h2>
        {text('notMade.other')}: <span className={`status status-${tone}`}>{text(label)}</span>
      </h2>
      <TermsFacts
        terms={{ ...renewal, ispName: renewal.isp.name }}
        more={[
          {
            name: text('facts.amount'),
            value: <span className="number">{format.money(renewal.amount)}</span>,
          },
          { name: text('facts.reference'), value: <code>{renewal.reference}</code>, isLong: true },
        ]}
      />
    </section>
  );
}
