import type { Page, Route } from 'playwright-core';
import type { ServedPages } from './pages.js';

/** A person in the shop. What is waited for by its words is in English. */
export function visitShop(page: Page, { url }: Pick<ServedPages, 'url'>) {
  const shop = {
    page,
    /** `hash` without the `#/`. */
    async open(hash = ''): Promise<void> {
      await page.goto(`${url}/#/${hash}`);
    },
    async choose(username: string, offer = 0): Promise<void> {
      await shop.open(`isp/fast-speed/${encodeURIComponent(username)}`);
      await page.locator('.plan a.row').nth(offer).click();
      await page.locator('.total').waitFor();
    },
    confirmButton: () => page.locator('main button.button-primary'),
    async confirm(): Promise<void> {
      await shop.confirmButton().click();
    },
    async buy(username: string): Promise<void> {
      await shop.choose(username);
      await shop.confirm();
    },
    /** Waits for the screen of that title. */
    async heading(name: string | RegExp): Promise<void> {
      await page.getByRole('heading', { name, level: 1 }).waitFor();
    },
    async notice(name: string | RegExp): Promise<void> {
      await page.getByRole('heading', { name, level: 2 }).waitFor();
    },
  };
  return shop;
}

/** How often the money of that subscriber was taken: the only judge of whether something was bought twice. */
export function countCharges({ sandbox }: ServedPages, username: string): number {
  return sandbox.control.charges().filter((charge) => charge.username === username).length;
}

/** Orders that have reached the provider, charged or not. */
export function countOrders({ sandbox }: ServedPages, username: string): number {
  return sandbox.control.transactions().filter((order) => order.username === username).length;
}

/** Meets the page's requests of one operation; those that it leaves alone go through. */
export async function onOperation(
  page: Page,
  operation: string,
  meet: (route: Route, count: number) => Promise<void>,
): Promise<void> {
  let count = 0;
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(` ${operation}(`)) return route.fallback();
    count += 1;
    return meet(route, count);
  });
}
