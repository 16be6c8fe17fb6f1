import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { findViolations } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { type ServedPages, servePages } from './support/pages.js';
import { countCharges, countOrders, onOperation, visitShop } from './support/shop.js';

describe('the shop buys once', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
  });
  afterEach(() => pages.sandbox.control.setLatency(0));
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  async function visit() {
    const { page, complaints } = await openPage(browser);
    return { ...visitShop(page, pages), context: page.context(), complaints };
  }

  test('when the button is pressed twice', async () => {
    const shop = await visit();
    await shop.choose('plain-1');
    // Within one turn of the page's own loop, faster than any finger.
    await shop.page.evaluate(`{
      const button = document.querySelector('main button.button-primary');
      button.click();
      button.click();
    }`);
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-1')).toBe(1);
    expect(shop.complaints).toEqual([]);
  });

  test('when a finger taps twice', async () => {
    const shop = await visit();
    await shop.choose('plain-2');
    await shop.confirmButton().dblclick();
    await shop.heading('Renewed');
    expect(countOrders(pages, 'plain-2')).toBe(1);
  });

  test('when the page is reloaded in the middle', async () => {
    const shop = await visit();
    await shop.choose('plain-3');
    pages.sandbox.control.setLatency(1_500);
    await shop.confirm();
    await shop.heading('Sending your order');
    await shop.page.reload();
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-3')).toBe(1);
  });

  test('when the tab is closed in the middle, and the purchase is found again', async () => {
    const shop = await visit();
    await shop.choose('plain-4');
    pages.sandbox.control.setLatency(1_000);
    await shop.confirm();
    await shop.heading('Sending your order');
    await shop.page.close();
    const again = visitShop(await shop.context.newPage(), pages);
    await again.open();
    await again.notice('Not decided yet');
    await again.page.getByRole('link', { name: /plain-4/ }).click();
    await again.heading('Renewed');
    expect(countCharges(pages, 'plain-4')).toBe(1);
  });

  test('when the answer is lost after the order has arrived', async () => {
    const shop = await visit();
    await onOperation(shop.page, 'Renew', async (route, count) => {
      if (count > 1) return route.fallback();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await shop.buy('plain-5');
    await shop.heading('No answer yet');
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-5')).toBe(1);
  });

  test('when the order is lost before it arrives', async () => {
    const shop = await visit();
    await onOperation(shop.page, 'Renew', (route, count) =>
      count > 2 ? route.fallback() : route.abort('connectionreset'),
    );
    await shop.buy('plain-6');
    await shop.notice('The service cannot be reached');
    expect(await findViolations(shop.page)).toEqual([]);
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-6')).toBe(1);
  });

  test('when the phone loses its network in the middle, and finds it again', async () => {
    const shop = await visit();
    await onOperation(shop.page, 'Renew', async (route, count) => {
      if (count > 1) return route.fallback();
      await route.fetch();
      await shop.context.setOffline(true);
      return route.abort('internetdisconnected');
    });
    await shop.page.clock.install();
    await shop.buy('plain-7');
    await shop.notice('You are offline');
    // No pause ends by itself any more: it is the network that wakes the page.
    await shop.page.clock.pauseAt(Date.now());
    await shop.context.setOffline(false);
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-7')).toBe(1);
  });

  test('when the provider loses its answer after the charge', async () => {
    const shop = await visit();
    await shop.buy('reset-after-charge-1');
    await shop.heading('Not decided yet');
    await shop.page.getByText('Your money is on hold').waitFor();
    await shop.heading('Renewed');
    expect(countCharges(pages, 'reset-after-charge-1')).toBe(1);
  });

  test('when the provider does not answer at all, and was charged', async () => {
    const shop = await visit();
    await shop.buy('hang-after-charge-1');
    await shop.heading('Sending your order');
    await shop.heading('Not decided yet');
    await shop.heading('Renewed');
    expect(countCharges(pages, 'hang-after-charge-1')).toBe(1);
  });

  test('when somebody goes back and wants to buy again while it is undecided', async () => {
    const shop = await visit();
    await shop.buy('queued-1');
    await shop.heading('Not decided yet');
    await shop.page.goBack();
    await shop.notice('A purchase for this account is not decided yet');
    await shop.page.locator('.plan a.row').first().click();
    await shop.notice('A purchase for this account is not decided yet');
    expect(await shop.confirmButton().count()).toBe(0);
    expect(await findViolations(shop.page)).toEqual([]);
    expect(countOrders(pages, 'queued-1')).toBe(1);
  });

  test('when the back button leads to a confirmation that was used', async () => {
    const shop = await visit();
    await shop.buy('plain-8');
    await shop.heading('Renewed');
    await shop.page.goBack();
    await shop.notice('Choose a plan and a duration');
    await shop.notice('You have renewed this account in the last day');
    await shop.page.goForward();
    await shop.heading('Renewed');
    expect(countOrders(pages, 'plain-8')).toBe(1);
  });

  test('when a second tab had the same purchase open', async () => {
    const first = await visit();
    const second = visitShop(await first.context.newPage(), pages);
    await first.choose('plain-9');
    await second.choose('plain-9');
    await first.confirm();
    await first.heading('Renewed');
    await second.confirm();
    await second.notice('You have bought something for this account since');
    expect(await findViolations(second.page)).toEqual([]);
    expect(countOrders(pages, 'plain-9')).toBe(1);
    // Who looks again, and means it, may buy again.
    await second.page.getByRole('button', { name: 'Look again' }).click();
    await second.confirm();
    await second.heading('Renewed');
    expect(countCharges(pages, 'plain-9')).toBe(2);
  });

  test('when two tabs are pressed in the same moment', async () => {
    const first = await visit();
    const second = visitShop(await first.context.newPage(), pages);
    await first.choose('plain-10');
    await second.choose('plain-10');
    await Promise.all([first.confirm(), second.confirm()]);
    await eventually(
      async () => countCharges(pages, 'plain-10'),
      (count) => count > 0,
    );
    await first.page.waitForTimeout(500);
    expect(countOrders(pages, 'plain-10')).toBe(1);
  });

  test('when two tabs follow the same purchase', async () => {
    const first = await visit();
    await first.choose('plain-11');
    pages.sandbox.control.setLatency(700);
    await first.confirm();
    await first.heading('Sending your order');
    const second = visitShop(await first.context.newPage(), pages);
    await second.page.goto(first.page.url());
    await first.heading('Renewed');
    await second.heading('Renewed');
    expect(countCharges(pages, 'plain-11')).toBe(1);
  });

  test('when the offer was used up by somebody else', async () => {
    const shop = await visit();
    await shop.choose('plain-12');
    let offerId = '';
    await onOperation(shop.page, 'Renew', async (route) => {
      ({ offerId } = (route.request().postDataJSON() as { variables: { offerId: string } }).variables);
      await fetch(`${pages.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query:
            'mutation ($offerId: ID!) { renew(input: { offerId: $offerId, idempotencyKey: "another" }) { replayed } }',
          variables: { offerId },
        }),
      });
      return route.fallback();
    });
    await shop.confirm();
    await shop.heading('Already bought');
    await shop.notice('What became of it: Renewed');
    expect(await findViolations(shop.page)).toEqual([]);
    expect(countCharges(pages, 'plain-12')).toBe(1);
  });
});

describe('a browser that keeps nothing', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  test('may look, and not buy', async () => {
    const { page } = await openPage(browser);
    await page.addInitScript(
      'Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } })',
    );
    const shop = visitShop(page, pages);
    await shop.choose('plain-1');
    await shop.notice('Buying is switched off in this browser');
    expect(await findViolations(page)).toEqual([]);
    expect(await shop.confirmButton().count()).toBe(0);
  });

  test('buys nothing when it is found to be full at the last moment', async () => {
    const { page } = await openPage(browser);
    await page.addInitScript(`
      const keep = Storage.prototype.setItem;
      Storage.prototype.setItem = function (name, value) {
        if (name.startsWith('hashcnet.purchase.')) throw new DOMException('full', 'QuotaExceededError');
        keep.call(this, name, value);
      };`);
    const shop = visitShop(page, pages);
    await shop.choose('plain-2');
    await shop.confirm();
    await shop.notice('Buying is switched off in this browser');
    expect(countOrders(pages, 'plain-2')).toBe(0);
  });
});
