import { confirmAgain, type Purchase } from '../../web/shop/purchase/purchase.js';
import { createPurchaseStore } from '../../web/shop/purchase/purchase-store.js';
import { aPurchase, memoryStorage, someFacts, someTerms } from './support.js';

const SUCCEEDED = { kind: 'made', renewal: someFacts() } as const;
const PENDING = { kind: 'made', renewal: someFacts({ status: 'PENDING' }) } as const;
const REFUSED = { kind: 'not-made', refusal: 'OFFER_EXPIRED', other: null } as const;

function openStore(storage = memoryStorage()) {
  const store = createPurchaseStore({
    storage,
    runAlone: async (run) => run(),
    onOtherTab: () => () => {},
  });
  return { store, storage };
}

function keysOf(purchases: readonly Purchase[]): string[] {
  return purchases.map(({ key }) => key);
}

describe('a purchase that is begun', () => {
  test('is found again by another tab', async () => {
    const { store, storage } = openStore();
    await store.begin(aPurchase(), 0);
    expect(openStore(storage).store.find('key-1')).toEqual(aPurchase());
  });

  test.each([
    ['sending', { kind: 'sending' }],
    ['undecided', PENDING],
  ] as const)('gives way to one for the same subscriber that is still %s', async (_name, stage) => {
    const { store } = openStore();
    store.keep(aPurchase({ key: 'first', stage }));
    // However new its lookup is.
    const answer = await store.begin(aPurchase({ key: 'second' }), 999_999);
    expect(answer.key).toBe('first');
    expect(keysOf(store.list())).toEqual(['first']);
  });

  test('gives way to one that was made after it had been looked up', async () => {
    const { store } = openStore();
    store.keep(aPurchase({ key: 'first', stage: SUCCEEDED, confirmedAtMs: 5_000 }));
    expect((await store.begin(aPurchase({ key: 'second' }), 5_000)).key).toBe('first');
    expect((await store.begin(aPurchase({ key: 'second' }), 5_001)).key).toBe('second');
  });

  test('does not care for refused ones, nor for other subscribers', async () => {
    const { store } = openStore();
    store.keep(aPurchase({ key: 'refused', stage: REFUSED }));
    store.keep(aPurchase({ key: 'other', terms: someTerms({ username: 'other' }) }));
    store.keep(aPurchase({ key: 'elsewhere', terms: someTerms({ slug: 'vns' }) }));
    expect((await store.begin(aPurchase({ key: 'second' }), 0)).key).toBe('second');
  });

  test('anew, at the price of now, keeps its key', async () => {
    const { store } = openStore();
    const refused = aPurchase({ stage: REFUSED, sends: 1 });
    store.keep(refused);
    const again = confirmAgain(refused, someTerms({ amount: '1100.00', offerId: 'offer-2' }), 9_000);
    await store.begin(again, 8_000);
    expect(store.list()).toMatchObject([{ key: 'key-1', sends: 1, stage: { kind: 'sending' } }]);
  });
});

describe('a browser that keeps nothing', () => {
  test('lets nothing begin', async () => {
    const { store, storage } = openStore();
    storage.isFull = true;
    await expect(store.begin(aPurchase(), 0)).rejects.toThrow('keeps nothing');
  });

  test('is found out when it only says that it does', async () => {
    const storage = { ...memoryStorage(), setItem: () => {} };
    await expect(openStore(storage as never).store.begin(aPurchase(), 0)).rejects.toThrow('keeps nothing');
  });
});

describe('the list', () => {
  test('is newest first, and the same until something changes', () => {
    const { store } = openStore();
    store.keep(aPurchase({ key: 'old', confirmedAtMs: 1 }));
    store.keep(aPurchase({ key: 'new', confirmedAtMs: 2 }));
    expect(keysOf(store.list())).toEqual(['new', 'old']);
    expect(store.list()).toBe(store.list());
  });

  test('is not spoilt by what cannot be read', () => {
    const { store, storage } = openStore();
    store.keep(aPurchase());
    storage.setItem('hashcnet.purchase.bad', '{"version":1');
    storage.setItem('hashcnet.purchase.older', '{"version":0,"key":"older"}');
    storage.setItem('hashcnet.purchase.list', '[]');
    storage.setItem('something-else', 'x');
    expect(keysOf(store.list())).toEqual(['key-1']);
  });

  test('forgets finished ones on demand, and never an open one', () => {
    const { store } = openStore();
    store.keep(aPurchase({ key: 'done', stage: SUCCEEDED }));
    store.keep(aPurchase({ key: 'refused', stage: REFUSED }));
    store.keep(aPurchase({ key: 'undecided', stage: PENDING }));
    store.keep(aPurchase({ key: 'on-its-way' }));
    store.forgetFinished();
    expect(keysOf(store.list()).sort()).toEqual(['on-its-way', 'undecided']);
  });

  test('holds a hundred finished ones, and then loses the oldest', async () => {
    const { store } = openStore();
    for (let at = 1; at <= 100; at += 1) {
      store.keep(aPurchase({ key: `done-${at}`, stage: SUCCEEDED, confirmedAtMs: at }));
    }
    store.keep(
      aPurchase({ key: 'undecided', stage: PENDING, terms: someTerms({ username: 'x' }), confirmedAtMs: 0 }),
    );
    await store.begin(aPurchase({ key: 'next', confirmedAtMs: 500 }), 400);
    const keys = keysOf(store.list());
    expect(keys).toHaveLength(101);
    expect(keys).not.toContain('done-1');
    expect(keys).toContain('undecided');
  });
});
