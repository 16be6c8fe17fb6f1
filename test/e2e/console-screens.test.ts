import type { Browser } from 'playwright-core';
import { findOverflow, findViolations } from './support/accessibility.js';
import { type OpenPage, openBrowser, openPage, type Size } from './support/browser.js';
import { openApi, visitConsole } from './support/console.js';
import { type ServedPages, servePages } from './support/pages.js';

const OUTCOMES = [
  'jeetenaug4',
  'queued',
  'queued-then-failed',
  'commit-refused',
  'reset-after-charge',
  'amount-mismatch',
  'partly-refunded',
  'queued-then-refunded',
  'unicode',
  'long-text',
  'html-text',
] as const;

/** Who has a screen of their own. */
const SHOWN = ['queued', 'commit-refused', 'amount-mismatch', 'partly-refunded', 'long-text'] as const;

describe('every screen of the console', () => {
  let browser: Browser;
  let pages: ServedPages;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
    const api = openApi(pages.url);
    for (const username of OUTCOMES) ids.set(username, (await api.buy({ username })).id);
    await api.waitFor(ids.get('amount-mismatch') ?? '', ({ needsAttention }) => needsAttention);
    await api.waitFor(ids.get('queued-then-refunded') ?? '', ({ status }) => status === 'REFUNDED');
    await api.waitFor(ids.get('queued-then-failed') ?? '', ({ status }) => status === 'FAILED');
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  const screens = [
    ['what is open', () => '', '.rows'],
    ['renewals', () => 'renewals', '.rows'],
    ['renewals that are none', () => 'renewals?username=nobody', '.empty'],
    ['a search', () => 'find?q=queued', '.rows'],
    ['the day', () => 'day', '.bars'],
    ['a day without an order', () => 'day?date=2020-01-01', '.empty'],
    ['the service', () => 'service', '.bars'],
    ['an address that is none', () => 'nothing', 'main a'],
    ['a renewal that is none', () => 'renewals/nothing', '.empty'],
    ...SHOWN.map((name) => [`one renewal: ${name}`, () => `renewals/${ids.get(name)}`, '.trail'] as const),
  ] as const;

  const looks: [Size, string, 'light' | 'dark'][] = [
    ['desktop', 'en-US', 'light'],
    ['desktop', 'ne-NP', 'dark'],
    ['phone', 'ne-NP', 'light'],
    ['narrow', 'en-US', 'dark'],
  ];

  describe.each(looks)('%s, %s, %s', (size, locale, colorScheme) => {
    let open: OpenPage;
    beforeAll(async () => {
      open = await openPage(browser, { size, locale, colorScheme });
    });
    afterAll(() => open.page.context().close());

    test.each(screens)('%s can be read by everybody', async (_name, hash, shows) => {
      const { page, complaints } = open;
      await visitConsole(page, pages).open(hash());
      await page.locator(shows).first().waitFor();
      // A chart's table is read too.
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
      expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
      expect(await findViolations(page)).toEqual([]);
      expect(await findOverflow(page)).toBe(0);
      expect(complaints).toEqual([]);
    });
  });

  test('on a phone the filter waits behind its button, and opens', async () => {
    const { page } = await openPage(browser, { size: 'phone' });
    await visitConsole(page, pages).open('renewals');
    const failed = page.getByRole('checkbox', { name: 'Failed' });
    expect(await failed.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Filter' }).click();
    await failed.check();
    await page.locator('.row').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toBe(0);
  });
});
