import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from './support/browser.js';
import { type ServedPages, servePages } from './support/pages.js';
import { countCharges, visitShop } from './support/shop.js';

describe('the shop', () => {
  let browser: Browser;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages()]);
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  test('can be used with the keyboard alone, from the first screen to the receipt', async () => {
    const { page } = await openPage(browser, { size: 'desktop' });
    const shop = visitShop(page, pages);
    await shop.open();
    await page.getByLabel('Search by name').focus();
    await page.keyboard.type('fast sp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('Username').waitFor();
    await page.keyboard.type('plain-1');
    await page.keyboard.press('Enter');
    await page.locator('.plan').first().waitFor();
    // From the title: back, the first plan's fold, its first duration.
    for (const _ of ['fold', 'duration']) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shop.heading('Is everything right?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shop.heading('Renewed');
    expect(countCharges(pages, 'plain-1')).toBe(1);
  });

  test('speaks Nepali from the first screen to the receipt, amounts and dates too', async () => {
    const { page } = await openPage(browser, { locale: 'ne-NP' });
    const shop = visitShop(page, pages);
    await shop.choose('jeetenaug4', 1);
    await page.getByRole('button', { name: /रु\.\s७,८७६\.०० मा नवीकरण गर्नुहोस्/ }).click();
    await shop.heading('नवीकरण भयो');
    await page.getByText(/^[०-९]{1,2} \S+ २०[०-९]{2}, [०-९]{1,2}:[०-९]{2}\sबजे$/).waitFor();
    // Whatever the screen, switching changes nothing but the words.
    await page.getByRole('button', { name: 'English' }).click();
    await shop.heading('Renewed');
    expect(countCharges(pages, 'jeetenaug4')).toBe(1);
  });

  test('goes back step by step, and stands where it stood after a reload', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.open();
    await page.getByRole('link', { name: 'Fast Speed' }).click();
    await page.getByLabel('Username').fill('same-code');
    await page.getByRole('button', { name: 'Show my plans' }).click();
    await page.locator('.plan').nth(1).getByRole('link').first().click();
    await shop.heading('Is everything right?');
    await page.reload();
    await page.getByText('Home 50 Plus').waitFor();
    await page.goBack();
    await page.locator('.plan').first().waitFor();
    await page.goBack();
    await shop.heading('What is your username?');
    await page.goBack();
    await shop.heading('Who is your internet provider?');
  });

  test('finds one plan among two hundred', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.open('isp/fast-speed/many-packages');
    await page.getByLabel('Search plans').fill('plan 199');
    await page.getByText('1 of 201 plans shown').waitFor();
    await page.getByText('Plan 199').click();
    await page.getByRole('link', { name: /^12 Months/ }).click();
    await page.getByRole('button', { name: 'Renew for Rs. 24,000.00' }).waitFor();
  });

  test("shares a receipt by the phone's own way", async () => {
    const { page } = await openPage(browser);
    await page.addInitScript(`
      navigator.canShare = () => true;
      navigator.share = async (receipt) => { window.shared = receipt; };`);
    const shop = visitShop(page, pages);
    await shop.buy('plain-2');
    await page.getByRole('button', { name: 'Share' }).click();
    const { text } = (await page.evaluate('window.shared')) as { text: string };
    expect(text.replaceAll('\u00a0', ' ')).toMatch(
      /^Renewed: Fast Speed, plain-2\nHome 50, 1 Month\nAmount: Rs\. 1,000\.00\n.+\nReference: \w{1,50}$/,
    );
  });

  test('copies a receipt where there is no such way, and shows it where it cannot', async () => {
    const { page } = await openPage(browser, {
      size: 'desktop',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const shop = visitShop(page, pages);
    await shop.buy('plain-3');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Fast Speed, plain-3');
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("no"))');
    await page.getByRole('button', { name: 'Share' }).click();
    expect(await page.getByLabel('Copy this text').inputValue()).toContain('Fast Speed, plain-3');
  });

  test('prints the receipt and nothing around it', async () => {
    const { page } = await openPage(browser, { size: 'desktop' });
    const shop = visitShop(page, pages);
    await shop.buy('plain-4');
    await shop.heading('Renewed');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Reference').isVisible()).toBe(true);
    for (const name of ['Share', 'Print', 'नेपाली'])
      expect(await page.getByRole('button', { name }).isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'My purchases' }).isVisible()).toBe(false);
  });

  test('remembers whose connection was renewed here', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.buy('plain-5');
    await shop.heading('Renewed');
    await shop.open();
    await page.getByRole('link', { name: /plain-5/ }).click();
    await shop.notice('You have renewed this account in the last day');
  });

  test('keeps no name of a customer on the device', async () => {
    const { page } = await openPage(browser);
    const shop = visitShop(page, pages);
    await shop.buy('plain-6');
    await shop.heading('Renewed');
    const kept = (await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    )) as string;
    expect(kept).toContain('plain-6');
    expect(kept).not.toContain('Plain Subscriber');
  });
});
