import type { Browser, Page } from 'playwright-core';
import { findViolations } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { type ServedPages, servePages } from './support/pages.js';
import { countCharges, onOperation, visitShop } from './support/shop.js';

describe('an offer that runs out before it is confirmed', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages({ OFFER_TTL_MS: '1500' })]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  async function confirmLate(page: Page, username: string) {
    const shop = visitShop(page, pages);
    await shop.choose(username);
    await page.waitForTimeout(1_700);
    await shop.confirm();
    await shop.heading('Nothing was bought');
    return shop;
  }

  test('is looked up again, and confirmed anew under the same key', async () => {
    const { page } = await openPage(browser);
    const keys = rememberKeys(page);
    const shop = await confirmLate(page, 'plain-1');
    await shop.notice('The price is the same as before.');
    expect(await findViolations(page)).toEqual([]);
    expect(countCharges(pages, 'plain-1')).toBe(0);
    await page.getByRole('button', { name: 'Renew for Rs. 1,000.00' }).click();
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-1')).toBe(1);
    expect(new Set(keys)).toHaveProperty('size', 1);
  });

  test('shows when the price has changed, and buys at no price that was not confirmed', async () => {
    const { page } = await openPage(browser);
    // The first lookup shows an older, lower price than the provider has now.
    await onOperation(page, 'Subscriber', async (route, count) => {
      if (count > 1) return route.fallback();
      const answer = await (await route.fetch()).text();
      return route.fulfill({
        body: answer.replaceAll('"1000.00"', '"900.00"'),
        contentType: 'application/json',
      });
    });
    const shop = await confirmLate(page, 'plain-2');
    await shop.notice('The price has changed');
    expect(await findViolations(page)).toEqual([]);
    await page.getByText('It was Rs. 900.00, and is now Rs. 1,000.00.').waitFor();
    expect(countCharges(pages, 'plain-2')).toBe(0);
    await page.getByRole('button', { name: 'Renew for Rs. 1,000.00' }).click();
    await shop.heading('Renewed');
    await page.getByText('Rs. 1,000.00 was paid.').waitFor();
  });

  test('says so when it is not sold any more', async () => {
    const { page } = await openPage(browser);
    await onOperation(page, 'Subscriber', async (route, count) => {
      if (count === 1) return route.fallback();
      const answer = await (await route.fetch()).text();
      return route.fulfill({
        body: answer.replaceAll('"1 Month"', '"40 Days"'),
        contentType: 'application/json',
      });
    });
    const shop = await confirmLate(page, 'plain-3');
    await shop.notice('It is not sold any more. Please choose again.');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Choose a plan again' }).click();
    await page.locator('.plan').first().waitFor();
  });

  test('is not given up when its order was recorded in time and the answer was lost', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    let mayAnswer = false;
    await onOperation(page, 'Renew', async (route, count) => {
      if (count === 1) await route.fetch();
      return mayAnswer ? route.fallback() : route.abort('connectionreset');
    });
    await shop.buy('plain-4');
    await shop.heading('No answer yet');
    await page.waitForTimeout(1_700);
    mayAnswer = true;
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-4')).toBe(1);
  });

  test('asks again when the purchase of another is in its place', async () => {
    const { page } = await openPage(browser);
    await onOperation(page, 'Renew', async (route, count) => {
      const body = route.request().postDataJSON() as { variables: { idempotencyKey: string } };
      if (count === 1) await buyOtherwise(pages, body.variables.idempotencyKey);
      return route.fallback();
    });
    const shop = visitShop(page, pages);
    await shop.buy('plain-5');
    await shop.heading('Nothing was bought');
    await page.getByText('The order’s number belongs to a different purchase').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(countCharges(pages, 'plain-5')).toBe(0);
  });
});

/** Uses a key for another purchase. */
async function buyOtherwise(pages: ServedPages, idempotencyKey: string): Promise<void> {
  const ask = async (query: string, variables: object) => {
    const response = await fetch(`${pages.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data: { subscriber: { plans: { offers: { id: string }[] }[] } } };
  };
  const { data } = await ask(
    '{ subscriber(slug: "vns", username: "plain-99") { plans { offers { id } } } }',
    {},
  );
  await ask(
    'mutation ($id: ID!, $key: String!) { renew(input: { offerId: $id, idempotencyKey: $key }) { replayed } }',
    {
      id: data.subscriber.plans[0]?.offers[0]?.id,
      key: idempotencyKey,
    },
  );
}

/** The idempotency keys of the orders that left. */
function rememberKeys(page: Page): string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    const key = /"idempotencyKey":"([^"]+)"/.exec(request.postData() ?? '')?.[1];
    if (key !== undefined) keys.push(key);
  });
  return keys;
}
