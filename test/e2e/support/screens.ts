import type { visitShop } from './shop.js';

type Shop = ReturnType<typeof visitShop>;

/** Every screen of the shop that the sandbox can bring about, and the way there; `id` keeps subscribers apart. */
export interface ScreenVisit {
  readonly name: string;
  readonly go: (shop: Shop, id: string) => Promise<void>;
  /** Stands on the screen when it is there. */
  readonly shows: string;
}

const BADGE = '.badge';

export const SCREENS: readonly ScreenVisit[] = [
  { name: 'the providers', go: (shop) => shop.open(), shows: '.isps' },
  { name: 'no provider of that name', go: searchNobody, shows: 'main p.muted' },
  { name: 'the username', go: (shop) => shop.open('isp/fast-speed'), shows: 'main form' },
  { name: 'an unknown provider', go: (shop) => shop.open('isp/nobody'), shows: '.notice-warn' },
  { name: 'an account and its plans', go: account('jeetenaug4'), shows: '.plan' },
  { name: 'an account that has ended', go: account('days-negative'), shows: '.fact-bad' },
  { name: 'an account that ends today', go: account('days-zero'), shows: '.fact-warn' },
  { name: 'an account with dues', go: account('due-boolean'), shows: '.notice-info' },
  { name: 'too early to renew', go: account('no-advance'), shows: '.notice-warn' },
  { name: 'names in Devanagari', go: account('unicode'), shows: '.plan' },
  { name: 'markup in names', go: account('html-text'), shows: '.plan' },
  { name: 'endless names', go: account('long-text'), shows: '.plan' },
  { name: 'two hundred plans', go: account('many-packages'), shows: '.plan' },
  { name: 'nothing to buy', go: account('no-prices'), shows: '.notice-warn' },
  { name: 'nobody by that username', go: account('not-found'), shows: '.notice-warn' },
  { name: 'a provider that says no', go: account('details-not-allowed'), shows: '.notice-warn' },
  { name: 'a provider in maintenance', go: account('details-maintenance'), shows: '.notice-warn' },
  { name: 'a provider that does not answer', go: account('details-500'), shows: '.notice-warn' },
  { name: 'a service that is set up wrongly', go: account('details-bad-token'), shows: '.notice-bad' },
  { name: 'the confirmation', go: (shop) => shop.choose('jeetenaug4', 1), shows: '.total' },
  { name: 'the confirmation of an endless name', go: (shop) => shop.choose('long-text'), shows: '.total' },
  { name: 'renewed', go: bought('plain'), shows: `${BADGE}-good` },
  { name: 'undecided', go: bought('processing'), shows: `${BADGE}-info + h1 ~ * button` },
  { name: 'refused by the provider', go: bought('commit-refused'), shows: `${BADGE}-bad` },
  { name: 'out of credits', go: bought('commit-out-of-credits'), shows: `${BADGE}-bad` },
  { name: 'maintenance at the purchase', go: bought('commit-maintenance'), shows: `${BADGE}-bad` },
  { name: 'refunded', go: bought('queued-then-refunded'), shows: `${BADGE}-warn` },
  { name: 'partly refunded', go: bought('partly-refunded'), shows: '.facts div:nth-child(6)' },
  { name: 'needs a person', go: bought('amount-mismatch'), shows: '.notice-warn' },
  { name: 'what was bought here', go: listOfOne, shows: '.status' },
  { name: 'nothing bought here', go: (shop) => shop.open('purchases'), shows: 'main p.muted' },
  { name: 'a purchase of another device', go: (shop) => shop.open('purchases/nowhere'), shows: 'main p' },
];

function account(username: string) {
  return (shop: Shop) => shop.open(`isp/fast-speed/${username}`);
}

function bought(sort: string) {
  return async (shop: Shop, id: string) => {
    await shop.choose(`${sort}-${id}`);
    await shop.confirm();
  };
}

async function searchNobody(shop: Shop): Promise<void> {
  await shop.open();
  await shop.page.locator('.isps').waitFor();
  await shop.page.locator('input[type=search]').fill('nobody <b>');
}

async function listOfOne(shop: Shop, id: string): Promise<void> {
  await bought('plain')(shop, `9${id}`);
  await shop.page.locator(`${BADGE}-good`).waitFor();
  await shop.open('purchases');
}
