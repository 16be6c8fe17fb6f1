import type { Browser } from 'playwright-core';
import { findOverflow, findViolations } from './support/accessibility.js';
import { openBrowser, openPage, type Size } from './support/browser.js';
import { type ServedPages, servePages } from './support/pages.js';

describe('both pages', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  describe.each(['/', '/console'])('%s', (path) => {
    test.each<[Size, string, 'light' | 'dark']>([
      ['phone', 'en-US', 'light'],
      ['narrow', 'ne-NP', 'dark'],
      ['desktop', 'ne-NP', 'light'],
    ])('can be read by everybody: %s, %s, %s', async (size, locale, colorScheme) => {
      const { page, complaints } = await openPage(browser, { size, locale, colorScheme });
      await page.goto(`${pages.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
      expect(await findViolations(page)).toEqual([]);
      expect(await findOverflow(page)).toBe(0);
      expect(complaints).toEqual([]);
    });

    test('speaks the language that was chosen at the last visit', async () => {
      const { page } = await openPage(browser);
      await page.goto(`${pages.url}${path}`);
      await page.getByRole('button', { name: 'नेपाली' }).click();
      await page.reload();
      await page.getByRole('button', { name: 'English' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('ne');
    });
  });

  test('lead from the sandbox to the playground, which works under its own policy', async () => {
    const { page, complaints } = await openPage(browser, { size: 'desktop' });
    await page.goto(pages.url);
    await page.getByRole('link', { name: 'GraphQL playground' }).click();
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.getByText('jeetenaug4(23123213)').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
