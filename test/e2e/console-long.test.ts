import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { findOverflow } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { type Api, openApi, visitConsole } from './support/console.js';
import { type ServedPages, servePages } from './support/pages.js';

const COUNT = 230;
/** Far fewer than there are, whatever is read and wherever one looks. */
const MOST_ROWS_THERE = 160;

describe('a long list in the console', () => {
  let browser: Browser;
  let pages: ServedPages;
  let api: Api;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages({ RECONCILE_INTERVAL_MS: '3600000' })]);
    api = openApi(pages.url);
    for (let n = 1; n <= COUNT; n += 1) await api.buy({ username: `plain-${n}`, key: `bill-${n}-end` });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  const scrollToEnd = (page: Page) => page.evaluate('window.scrollTo(0, document.body.scrollHeight)');

  async function openWhole() {
    const { page, complaints } = await openPage(browser, { size: 'desktop' });
    const operator = visitConsole(page, pages);
    await operator.open('renewals');
    await page.getByText('The newest 100 are shown.').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('The newest 200 are shown.').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(`All ${COUNT} are shown.`).waitFor();
    return { page, complaints, operator };
  }

  test('is read page by page to its end, and holds few rows at a time', async () => {
    const { page, complaints, operator } = await openWhole();
    await scrollToEnd(page);
    await operator.link('plain-1').waitFor();
    await eventually(
      () => page.locator('.row').count(),
      (count) => count < MOST_ROWS_THERE,
    );
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(COUNT + 1));
    expect(await page.getByRole('row').last().getAttribute('aria-rowindex')).toBe(String(COUNT + 1));
    await page.evaluate('window.scrollTo(0, 0)');
    await operator.link(`plain-${COUNT}`).waitFor();
    expect(await findOverflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    const { text } = await operator.download();
    expect(text.trimEnd().split('\r\n')).toHaveLength(COUNT + 1);
    await page.context().close();
  });

  test('is where it was on the way back, and keeps its place when new renewals come on top', async () => {
    const { page, operator } = await openWhole();
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight * 0.6)');
    await operator.link('plain-90').scrollIntoViewIfNeeded();
    await operator.link('plain-90').click();
    await operator.heading('plain-90');
    await page.goBack();
    await operator.link('plain-90').waitFor();
    const before = await operator.link('plain-90').boundingBox();
    expect(before?.y).toBeGreaterThan(0);
    expect(before?.y).toBeLessThan(800);
    await api.buy({ username: 'queued-1', slug: 'vns' });
    // As the page does by itself; a click would scroll up to the button.
    await page.getByRole('button', { name: 'Refresh' }).dispatchEvent('click');
    await page.getByText(`All ${COUNT + 1} are shown.`).waitFor();
    const after = await operator.link('plain-90').boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
    await page.context().close();
  });

  test('can be searched to its end for a key, and says how far it was looked through', async () => {
    const { page } = await openPage(browser, { size: 'desktop' });
    const operator = visitConsole(page, pages);
    await operator.open('find?q=BILL-3-end');
    await operator.link('plain-3').waitFor();
    await page.getByText(/Looked through all 23\d renewals\./).waitFor();
    expect(await operator.usernames()).toEqual(['plain-3']);
    await page.context().close();
  });

  test('is summed to the last one by the day', async () => {
    const { page } = await openPage(browser, { size: 'desktop' });
    const operator = visitConsole(page, pages);
    await operator.open('day');
    await page.getByText(/^23\d renewals$/).waitFor();
    expect((await operator.tile('Deducted').innerText()).replace('\u00a0', ' ')).toBe('Rs. 2,30,000.00');
    await page.context().close();
  });
});
