import { Icon } from '../../shared/ui/icon.js';
import type { Terms } from '../purchase/purchase.js';
import { usePurchases } from '../purchase/use-purchases.js';
import { writeRoute } from '../route.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';

const MAX_ACCOUNTS = 3;

/** Most people come back for the same connection every month. */
export function RecentAccounts() {
  const text = useShopText();
  const bought = usePurchases(useShop().purchases).filter(
    ({ stage }) => stage.kind === 'made' && stage.renewal.status === 'SUCCEEDED',
  );
  const accounts = listAccounts(bought.map(({ terms }) => terms));
  if (accounts.length === 0) return null;
  return (
    <section className="stack-small">
      <h2>{text('recent.title')}</h2>
      <ul className="rows">
        {accounts.map(({ slug, username, ispName }) => (
          <li key={`${slug}/${username}`}>
            <a className="row" href={writeRoute({ at: 'subscriber', slug, username })}>
              <span>
                <strong>{username}</strong>
                <span className="muted">{ispName}</span>
              </span>
              <Icon name="forward" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function listAccounts(terms: readonly Terms[]): Terms[] {
  const byAccount = new Map(terms.map((each) => [JSON.stringify([each.slug, each.username]), each]));
  return [...byAccount.values()].slice(0, MAX_ACCOUNTS);
}
