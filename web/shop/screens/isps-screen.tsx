import { useState } from 'react';
import { IspsDocument, type IspsQuery } from '../../../client/generated/graphql.js';
import { useQuery } from '../../shared/api/use-query.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { FaultNotice } from '../../shared/ui/fault-notice.js';
import { Loading } from '../../shared/ui/loading.js';
import { Screen } from '../../shared/ui/screen.js';
import { TextField } from '../../shared/ui/text-field.js';
import { OpenPurchases } from '../parts/open-purchases.js';
import { RecentAccounts } from '../parts/recent-accounts.js';
import { writeRoute } from '../route.js';
import { useShop } from '../shop-context.js';
import { useShopText } from '../texts.js';

type Isp = IspsQuery['isps'][number];
const NOTHING = {};

/** The beginning: which provider. */
export function IspsScreen() {
  const text = useShopText();
  const { gateway } = useShop();
  const { data, fault, reload } = useQuery(gateway, IspsDocument, NOTHING);
  return (
    <Screen title={text('isps.title')}>
      <OpenPurchases />
      <RecentAccounts />
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      {data === null && fault === null && <Loading />}
      {data !== null && <IspList isps={data.isps} />}
    </Screen>
  );
}

function IspList({ isps }: { readonly isps: readonly Isp[] }) {
  const text = useShopText();
  const format = useFormat();
  const [wanted, setWanted] = useState('');
  const found = isps.filter(({ name, slug }) => matches(`${name} ${slug}`, wanted));
  return (
    <>
      <TextField
        label={text('isps.search')}
        type="search"
        autoComplete="off"
        enterKeyHint="search"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {/* The list alone would be silent as it grows shorter. */}
      <p className="visually-hidden" role="status">
        {wanted === '' ? '' : text('isps.found', { count: format.count(found.length) })}
      </p>
      {found.length === 0 ? (
        <p className="muted">{text('isps.none', { query: wanted })}</p>
      ) : (
        <ul className="isps">
          {found.map(({ slug, name }) => (
            <li key={slug}>
              <a className="isp" href={writeRoute({ at: 'isp', slug })}>
                <span className="monogram" aria-hidden="true">
                  {abbreviate(name)}
                </span>
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Every word that was typed stands somewhere in the name. */
function matches(name: string, wanted: string): boolean {
  const letters = name.toLocaleLowerCase();
  return wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => letters.includes(word));
}

function abbreviate(name: string): string {
  const words = name.split(/\s+/);
  const initials = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...name].slice(0, 2);
  return initials.join('').toLocaleUpperCase();
}
