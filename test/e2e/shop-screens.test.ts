import type { Browser } from 'playwright-core';
import { findOverflow, findViolations } from './support/accessibility.js';
import { openBrowser, openPage, type Size } from './support/browser.js';
import { type ServedPages, servePages } from './support/pages.js';
import { readMessage, SCREENS } from './support/screens.js';
import { visitShop } from './support/shop.js';

const LOOKS: readonly [Size, string, 'light' | 'dark'][] = [
  ['phone', 'en-US', 'light'],
  ['narrow', 'ne-NP', 'dark'],
  ['desktop', 'ne-NP', 'light'],
];

describe.each(LOOKS)('on a %s, in %s, %s', (size, locale, colorScheme) => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  test.each(SCREENS.map((screen, index) => [screen.name, screen, String(index + 1)] as const))(
    'everybody can read: %s',
    async (_name, { go, says }, id) => {
      const { page, complaints } = await openPage(browser, { size, locale, colorScheme });
      await go(visitShop(page, pages), id);
      await page
        .getByText(readMessage(says, locale.slice(0, 2)))
        .first()
        .waitFor();
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await page.title()).toBe(await page.getByRole('heading', { level: 1 }).textContent());
      expect(await findViolations(page)).toEqual([]);
      expect(await findOverflow(page)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});
