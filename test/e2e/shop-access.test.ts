import type { Browser } from 'playwright-core';
import { API_KEYS, startService, type TestService } from '../support/service.js';
import { findViolations } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { onOperation, visitShop } from './support/shop.js';

describe('in live mode, the shop', () => {
  let browser: Browser;
  let service: TestService;
  beforeAll(async () => {
    [browser, service] = await Promise.all([openBrowser(), startService({ env: { WEB: 'on' } })]);
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  async function visit() {
    const { page, complaints } = await openPage(browser);
    const shop = visitShop(page, service);
    return {
      ...shop,
      complaints,
      async signIn(key: string) {
        await page.getByLabel('API key or access token').fill(key);
        await page.getByRole('button', { name: 'Continue' }).click();
      },
    };
  }
  const count = (username: string) =>
    service.sandbox.control.charges().filter((charge) => charge.username === username).length;

  test('asks who is there before anything else, and says nothing of a sandbox', async () => {
    const { page, open, heading } = await visit();
    await open();
    await heading('Who is asking?');
    expect(await page.getByText('Sandbox').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'GraphQL playground' }).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
  });

  test('buys with an API key, which the tab remembers and another does not', async () => {
    const shop = await visit();
    await shop.open('isp/fast-speed/plain-1');
    await shop.signIn(API_KEYS.shop);
    await shop.page.locator('.plan a.row').first().click();
    await shop.page.reload();
    await shop.confirm();
    await shop.heading('Renewed');
    expect(count('plain-1')).toBe(1);
    const another = visitShop(await shop.page.context().newPage(), service);
    await another.open();
    await another.heading('Who is asking?');
    await shop.page.getByRole('button', { name: 'Forget my access key' }).click();
    await shop.heading('Who is asking?');
    expect(shop.complaints).toEqual([]);
  });

  test('says when a key is refused, and asks for another', async () => {
    const shop = await visit();
    await shop.open('isp/fast-speed/plain-2');
    await shop.signIn('two words');
    await shop.page.getByText('A key has letters, digits and signs, and no spaces.').waitFor();
    await shop.signIn('wrong');
    await shop.page.getByText('That key was not accepted.').waitFor();
    expect(await findViolations(shop.page)).toEqual([]);
    await shop.signIn(API_KEYS.shop);
    await shop.page.locator('.plan').first().waitFor();
  });

  test('says when a key may look and not buy', async () => {
    const shop = await visit();
    await shop.open('isp/fast-speed/plain-3');
    await shop.signIn(API_KEYS.reader);
    await shop.page.locator('.plan a.row').first().click();
    await shop.confirm();
    await shop.heading('Nothing was bought');
    await shop.page.getByText('Your access key does not allow buying.').waitFor();
    expect(await findViolations(shop.page)).toEqual([]);
    expect(count('plain-3')).toBe(0);
  });

  test('gives no purchase up on the word of another client', async () => {
    const shop = await visit();
    await shop.open('isp/fast-speed/plain-4');
    await shop.signIn(API_KEYS.shop);
    await shop.page.locator('.plan a.row').first().click();
    await onOperation(shop.page, 'Renew', async (route, attempt) => {
      if (attempt > 1) return route.fallback();
      await route.fetch();
      return route.abort('connectionreset');
    });
    // The answer is lost, and before it is asked for again somebody else sits down here.
    await shop.confirm();
    await shop.heading('No answer yet');
    await shop.page.getByRole('button', { name: 'Forget my access key' }).click();
    await shop.signIn(API_KEYS.otherShop);
    await shop.notice('This has to be looked at by a person');
    expect(await findViolations(shop.page)).toEqual([]);
    expect(count('plain-4')).toBe(1);
    // The first one comes back, and finds it.
    await shop.page.getByRole('button', { name: 'Forget my access key' }).click();
    await shop.signIn(API_KEYS.shop);
    await shop.heading('Renewed');
    expect(count('plain-4')).toBe(1);
  });
});

test('works where only the documents of client/operations are taken', async () => {
  const trusted = { TRUSTED_DOCUMENTS_FILE: 'client/generated/persisted-documents.json' };
  const [browser, service] = await Promise.all([
    openBrowser(),
    startService({ env: { WEB: 'on', ...trusted } }),
  ]);
  const { page } = await openPage(browser);
  const shop = visitShop(page, service);
  await shop.open();
  await page.getByLabel('API key or access token').fill(API_KEYS.shop);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Fast Speed' }).click();
  await page.getByLabel('Username').fill('queued-then-success');
  await page.getByRole('button', { name: 'Show my plans' }).click();
  await page.locator('.plan a.row').first().click();
  await shop.confirm();
  await shop.heading('Not decided yet');
  await page.reload();
  await shop.heading('Not decided yet');
  expect(await page.locator('.notice').count()).toBe(0);
  await browser.close();
  await service.stop();
});
