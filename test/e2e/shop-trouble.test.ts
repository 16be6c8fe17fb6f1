import type { Browser } from 'playwright-core';
import { findViolations } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { type ServedPages, servePages } from './support/pages.js';
import { countCharges, onOperation, visitShop } from './support/shop.js';

describe('when something is not as it should be, the shop', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
  });
  afterEach(() => pages.sandbox.control.clearFaults());
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  test('says that the device is offline, and goes on when asked to', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.open('isp/fast-speed');
    await page.getByLabel('Username').fill('plain-1');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Show my plans' }).click();
    await shop.notice('You are offline');
    expect(await findViolations(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.plan').first().waitFor();
  });

  test.each([
    ['a connection that is refused', 'connectionrefused'],
    ['a connection that is cut', 'connectionreset'],
  ])('says that the service cannot be reached: %s', async (_name, fault) => {
    const { page } = await openPage(browser);
    await page.route('**/graphql', (route) => route.abort(fault));
    const shop = visitShop(page, pages);
    await shop.open();
    await shop.notice('The service cannot be reached');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.isps').waitFor();
  });

  test('takes a web page of somebody between for no answer', async () => {
    const { page } = await openPage(browser);
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    );
    const shop = visitShop(page, pages);
    await shop.open();
    await shop.notice('The service cannot be reached');
  });

  test('says so where there is nothing to buy', async () => {
    const { page } = await openPage(browser);
    await onOperation(page, 'Subscriber', async (route) => {
      const answer = (await (await route.fetch()).json()) as { data: { subscriber: { plans: object[] } } };
      answer.data.subscriber.plans = [];
      return route.fulfill({ json: answer });
    });
    const shop = visitShop(page, pages);
    await shop.open('isp/fast-speed/plain-5');
    await shop.notice('Nothing to buy at the moment');
    expect(await findViolations(page)).toEqual([]);
  });

  test('tries the provider again when asked to', async () => {
    await pages.sandbox.control.setFault({ operation: 'details', kind: 'error', code: '1019', times: 1 });
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.open('isp/fast-speed/plain-2');
    await shop.notice('Your provider is in maintenance');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.plan').first().waitFor();
  });

  test('follows an undecided purchase until it fails, and says that no money is lost', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.buy('never-recorded-1');
    await shop.heading('Not decided yet');
    await page.getByText('It is neither spent nor lost.').waitFor();
    await shop.heading('Not renewed');
    await page.getByText('The order never reached the provider.').waitFor();
    await page.getByText('You keep your money.').waitFor();
    expect(countCharges(pages, 'never-recorded-1')).toBe(0);
  });

  test('finds an undecided purchase again after it was closed, and asks at a press', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.buy('processing-1');
    await shop.heading('Not decided yet');
    await shop.open();
    await page.getByRole('link', { name: 'My purchases' }).click();
    await page.getByRole('link', { name: /processing-1/ }).click();
    await shop.heading('Not decided yet');
    const [order] = pages.sandbox.control
      .transactions()
      .filter(({ username }) => username === 'processing-1');
    await pages.sandbox.control.decide(order?.reference ?? '', 'Success');
    await shop.heading('Renewed');
    await page.getByRole('link', { name: 'My purchases' }).click();
    await page.getByText('Renewed', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Forget the finished ones' }).click();
    await page.getByText('Nothing has been bought on this device so far.').waitFor();
  });

  test('tells of a refund that came after the receipt', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.buy('plain-3');
    await shop.heading('Renewed');
    await onOperation(page, 'Renewal', async (route) => {
      const answer = (await (await route.fetch()).json()) as { data: { renewal: Record<string, unknown> } };
      answer.data.renewal['status'] = 'REFUNDED';
      return route.fulfill({ json: answer });
    });
    await page.reload();
    await shop.heading('Refunded');
    await page.getByText('Rs. 1,000.00 is given back to you.').waitFor();
  });

  test('shows what it knows of a purchase that the service does not know', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.buy('plain-4');
    await shop.heading('Renewed');
    await onOperation(page, 'Renewal', (route) => route.fulfill({ json: { data: { renewal: null } } }));
    await page.reload();
    await shop.notice('The service does not show this purchase now');
    expect(await findViolations(page)).toEqual([]);
    await shop.heading('Renewed');
  });
});

describe('a service that is asked too often', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages({ RATE_LIMIT_PER_MINUTE: '20' })]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  test('says when to come back, and the shop waits that long', async () => {
    const ask = (username: string) =>
      fetch(`${pages.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ subscriber(slug: "vns", username: "${username}") { slug } }` }),
      });
    await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`plain-${index}`)));
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.open('isp/fast-speed/plain-1');
    await shop.notice('Too many tries');
    const retry = page.getByRole('button', { name: 'Try again' });
    expect(await retry.isDisabled()).toBe(true);
    await page.getByText(/You can try again in \d s\./).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await retry.click();
    await page.locator('.plan').first().waitFor();
  });
});
