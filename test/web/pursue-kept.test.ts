import { confirmAgain } from '../../web/shop/purchase/purchase.js';
import { createPurchaseStore } from '../../web/shop/purchase/purchase-store.js';
import { pursueKept } from '../../web/shop/purchase/pursue-kept.js';
import { aPurchase, memoryStorage, scriptGateway, someFacts, someTerms } from './support.js';

function openStore() {
  const storage = memoryStorage();
  const store = createPurchaseStore({
    storage,
    runAlone: async (run) => run(),
    onOtherTab: () => () => {},
  });
  return { store, storage };
}

const made = { renew: { renewal: someFacts(), problem: null, replayed: false } };
const expired = {
  renew: { renewal: null, problem: { code: 'OFFER_EXPIRED', message: '' }, replayed: false },
};

test('what a try has learnt is kept', async () => {
  const { store } = openStore();
  store.keep(aPurchase());
  await pursueKept(aPurchase(), { store, gateway: scriptGateway([made]), sender: 'me' });
  expect(store.find('key-1')?.stage).toMatchObject({ kind: 'made', renewal: { id: 'renewal-1' } });
});

test('a refusal of an older order does not end a newer one of another tab', async () => {
  const { store } = openStore();
  store.keep(aPurchase());
  const scripted = scriptGateway([expired]);
  const gateway = {
    ask: ((...question: Parameters<typeof scripted.ask>) => {
      // Meanwhile the other tab has confirmed it anew, and its order is on the way.
      const again = confirmAgain(aPurchase({ sends: 1 }), someTerms({ offerId: 'offer-2' }), 2_000);
      store.keep({ ...again, sends: 2 });
      return scripted.ask(...question);
    }) as typeof scripted.ask,
  };
  await pursueKept(aPurchase(), { store, gateway, sender: 'me' });
  expect(store.find('key-1')).toMatchObject({
    sends: 2,
    stage: { kind: 'sending' },
    terms: { offerId: 'offer-2' },
  });
});

test('a full browser sends nothing, and says so', async () => {
  const { store, storage } = openStore();
  store.keep(aPurchase());
  storage.isFull = true;
  const gateway = scriptGateway([]);
  const pursuit = await pursueKept(aPurchase(), { store, gateway, sender: 'me' });
  expect(pursuit.trouble).toBe('not-kept');
  expect(gateway.asked).toEqual([]);
});
