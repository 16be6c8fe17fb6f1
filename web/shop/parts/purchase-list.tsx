import { useFormat } from '../../shared/i18n/i18n.js';
import { Icon } from '../../shared/ui/icon.js';
import { describeOutcome } from '../purchase/describe-outcome.js';
import type { Purchase } from '../purchase/purchase.js';
import { writeRoute } from '../route.js';
import { useShopText } from '../texts.js';

/** Purchases as links to what became of them. */
export function PurchaseList({ purchases }: { readonly purchases: readonly Purchase[] }) {
  const text = useShopText();
  const format = useFormat();
  return (
    <ul className="rows">
      {purchases.map((purchase) => {
        const { key, terms, confirmedAtMs } = purchase;
        const { tone, label } = describeOutcome(purchase);
        return (
          <li key={key}>
            <a className="row" href={writeRoute({ at: 'purchase', key })}>
              <span>
                <strong>{terms.username}</strong>
                <span className="muted">{terms.ispName}</span>
                <span className="muted">{format.date(new Date(confirmedAtMs))}</span>
              </span>
              <span className="row-end">
                <span className="number">{format.money(terms)}</span>
                <span className={`status status-${tone}`}>{text(label)}</span>
              </span>
              <Icon name="forward" />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
