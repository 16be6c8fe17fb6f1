import { readFileSync } from 'node:fs';
import type { visitShop } from './shop.js';

type Shop = ReturnType<typeof visitShop>;

/** Every screen of the shop that the sandbox can bring about, and the way there; `id` keeps subscribers apart. */
export interface ScreenVisit {
  readonly name: string;
  readonly go: (shop: Shop, id: string) => Promise<void>;
  /** The message that tells it from the others. */
  readonly says: string;
}

export const SCREENS: readonly ScreenVisit[] = [
  { name: 'the providers', go: (shop) => shop.open(), says: 'isps.title' },
  { name: 'no provider of that name', go: searchNobody, says: 'isps.none' },
  { name: 'the username', go: (shop) => shop.open('isp/fast-speed'), says: 'username.title' },
  { name: 'an unknown provider', go: (shop) => shop.open('isp/nobody'), says: 'fault.unknownIsp.title' },
  { name: 'an account and its plans', go: account('jeetenaug4'), says: 'plans.choose' },
  { name: 'an account that has ended', go: account('days-negative'), says: 'card.ended.many' },
  { name: 'an account that ends today', go: account('days-zero'), says: 'card.today' },
  { name: 'an account with dues', go: account('due-boolean'), says: 'account.due.title' },
  { name: 'too early to renew', go: account('no-advance'), says: 'account.noAdvance.title' },
  { name: 'names in Devanagari', go: account('unicode'), says: 'plans.choose' },
  { name: 'markup in names', go: account('html-text'), says: 'plans.choose' },
  { name: 'endless names', go: account('long-text'), says: 'plans.choose' },
  { name: 'two hundred plans', go: account('many-packages'), says: 'plans.shown' },
  { name: 'nothing to buy', go: account('no-prices'), says: 'fault.unusable.title' },
  { name: 'nobody by that username', go: account('not-found'), says: 'fault.notFound.title' },
  { name: 'a provider that says no', go: account('details-not-allowed'), says: 'fault.rejected.title' },
  { name: 'a provider in maintenance', go: account('details-maintenance'), says: 'fault.maintenance.title' },
  { name: 'a provider that does not answer', go: account('details-500'), says: 'fault.unavailable.title' },
  {
    name: 'a service that is set up wrongly',
    go: account('details-bad-token'),
    says: 'fault.misconfigured.title',
  },
  { name: 'the confirmation', go: (shop) => shop.choose('jeetenaug4', 1), says: 'confirm.total' },
  {
    name: 'the confirmation of an endless name',
    go: (shop) => shop.choose('long-text'),
    says: 'confirm.total',
  },
  { name: 'renewed', go: bought('plain'), says: 'succeeded.body' },
  { name: 'undecided', go: bought('processing'), says: 'pending.processing' },
  { name: 'refused by the provider', go: bought('commit-refused'), says: 'failed.rejected' },
  { name: 'out of credits', go: bought('commit-out-of-credits'), says: 'failed.credits' },
  { name: 'maintenance at the purchase', go: bought('commit-maintenance'), says: 'failed.maintenance' },
  { name: 'refunded', go: bought('queued-then-refunded'), says: 'refunded.body' },
  { name: 'partly refunded', go: bought('partly-refunded'), says: 'partlyRefunded.body' },
  { name: 'needs a person', go: bought('amount-mismatch'), says: 'attention.title' },
  { name: 'what was bought here', go: listOfOne, says: 'status.succeeded' },
  { name: 'nothing bought here', go: (shop) => shop.open('purchases'), says: 'purchases.none' },
  {
    name: 'a purchase of another device',
    go: (shop) => shop.open('purchases/nowhere'),
    says: 'purchase.gone.body',
  },
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
  await shop.page.locator('.badge-good').waitFor();
  await shop.open('purchases');
}

/** A message of the shop as it stands on the page, whatever its blanks are filled with. */
export function readMessage(key: string, language: string): RegExp {
  const texts = ['shared', 'shop'].map(
    (area) =>
      JSON.parse(readFileSync(`web/messages/${area}.${language}.json`, 'utf8')) as Record<string, string>,
  );
  const text = texts.map((messages) => messages[key]).find((message) => message !== undefined);
  if (text === undefined) throw new Error(`there is no message ${key}`);
  const escaped = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{\w+\}/g, '.+')}$`);
}
