import { useMemo } from 'react';
import { useHash } from '../shared/routing/hash.js';
import type { Surroundings } from '../shared/surroundings.js';
import { Page } from '../shared/ui/page.js';
import { openPurchaseStore } from './purchase/open-purchase-store.js';
import { type Route, readRoute, writeRoute } from './route.js';
import { IspsScreen } from './screens/isps-screen.js';
import { PurchaseScreen } from './screens/purchase-screen.js';
import { PurchasesScreen } from './screens/purchases-screen.js';
import { SubscriberFlow } from './screens/subscriber-flow.js';
import { UsernameScreen } from './screens/username-screen.js';
import { ShopContext } from './shop-context.js';
import { useShopText } from './texts.js';

/** The reference frontend: who is it, what can be bought, buy it once, and what became of it. */
export function Shop(surroundings: Surroundings) {
  const text = useShopText();
  const { mode, credentials, storage } = surroundings;
  const purchases = useMemo(() => (storage === null ? null : openPurchaseStore(storage)), [storage]);
  const route = readRoute(useHash());
  return (
    <ShopContext value={{ ...surroundings, purchases }}>
      <Page
        name={text('name')}
        home={writeRoute({ at: 'isps' })}
        mode={mode}
        credentials={credentials}
        footer={<a href={writeRoute({ at: 'purchases' })}>{text('purchases.link')}</a>}
      >
        <CurrentScreen route={route} />
      </Page>
    </ShopContext>
  );
}

function CurrentScreen({ route }: { readonly route: Route }) {
  switch (route.at) {
    case 'isps':
      return <IspsScreen />;
    case 'isp':
      return <UsernameScreen key={route.slug} slug={route.slug} />;
    case 'subscriber':
    case 'confirm': {
      const { slug, username } = route;
      const offerName = route.at === 'confirm' ? route.offer : null;
      return <SubscriberFlow key={`${slug}/${username}`} {...{ slug, username, offerName }} />;
    }
    case 'purchases':
      return <PurchasesScreen />;
    case 'purchase':
      return <PurchaseScreen key={route.key} purchaseKey={route.key} />;
  }
}
