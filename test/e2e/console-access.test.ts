import type { Browser } from 'playwright-core';
import { API_KEYS, startService, type TestService } from '../support/service.js';
import { findViolations } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { openApi, visitConsole } from './support/console.js';

describe('the console in live mode', () => {
  let browser: Browser;
  let service: TestService;
  beforeAll(async () => {
    [browser, service] = await Promise.all([openBrowser(), startService({ env: { WEB: 'on' } })]);
    await openApi(service.url, API_KEYS.shop).buy({ username: 'queued' });
    await openApi(service.url, API_KEYS.otherShop).buy({ username: 'processing' });
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  async function signIn(key: string, hash = '') {
    const { page, complaints } = await openPage(browser, { size: 'desktop' });
    const operator = visitConsole(page, service);
    await operator.open(hash);
    await operator.heading('Who is asking?');
    // Nothing of the console is there before it is known who asks.
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByLabel('API key or access token').fill(key);
    await page.getByRole('button', { name: 'Continue' }).click();
    return { page, operator, complaints };
  }

  test('shows an operator what every client bought, and the credit', async () => {
    const { page, operator, complaints } = await signIn(API_KEYS.operator);
    await operator.link('queued').waitFor();
    await operator.link('processing').waitFor();
    await page.getByText('Rs. 9,99,52,').first().waitFor();
    expect(await page.getByText('This key has no operator scope.').count()).toBe(0);
    await page.getByRole('button', { name: 'Forget my access key' }).click();
    await operator.heading('Who is asking?');
    expect(await operator.link('queued').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('shows a client its own, and says that this is not all', async () => {
    const { page, operator } = await signIn(API_KEYS.shop);
    await operator.link('queued').waitFor();
    await page.getByText('This key has no operator scope.').waitFor();
    await page.getByText('Shown to operators only').waitFor();
    expect(await operator.link('processing').count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
  });

  test('shows one client nothing of what another had read in the same tab', async () => {
    const { page, operator } = await signIn(API_KEYS.shop, 'renewals');
    await operator.link('queued').waitFor();
    await page.getByRole('button', { name: 'Forget my access key' }).click();
    await page.getByLabel('API key or access token').fill(API_KEYS.otherShop);
    const gate = Promise.withResolvers<void>();
    await page.route('**/graphql*', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Continue' }).click();
    // While nothing is answered yet, nothing of before is shown either.
    await operator.heading('Renewals');
    expect(await operator.link('queued').count()).toBe(0);
    gate.resolve();
    await operator.link('processing').waitFor();
    expect(await operator.link('queued').count()).toBe(0);
  });

  test('says to a key that may not see renewals which one may', async () => {
    const { page } = await signIn(API_KEYS.reader);
    await page.getByText('Your key does not allow this').waitFor();
    await page.getByText('Renewals are shown to keys with the scope operator').waitFor();
  });

  test('asks again when the key is not accepted', async () => {
    const { page } = await signIn('a-wrong-key');
    await page.getByText('That key was not accepted').waitFor();
  });
});
