import type { Browser } from 'playwright-core';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { findViolations } from './support/accessibility.js';
import { openBrowser, openPage } from './support/browser.js';
import { openApi, visitConsole } from './support/console.js';
import { type ServedPages, servePages } from './support/pages.js';

describe('the console in trouble', () => {
  let browser: Browser;
  let postgres: TestPostgres;
  let pages: ServedPages;
  beforeAll(async () => {
    [browser, postgres] = await Promise.all([openBrowser(), startPostgres()]);
    pages = await servePages({
      DATABASE_URL: await postgres.createDatabase(),
      RECONCILE_INTERVAL_MS: '3600000',
    });
    await openApi(pages.url).buy({ username: 'queued' });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
    await postgres.stop();
  });

  async function visit(hash = '') {
    const { page } = await openPage(browser, { size: 'desktop' });
    const operator = visitConsole(page, pages);
    await operator.open(hash);
    return operator;
  }

  test('shows its renewals while the provider is away, and says why the credit is not known', async () => {
    await pages.sandbox.control.setFault({ operation: 'balance', kind: 'status', httpStatus: 503 });
    const operator = await visit();
    await operator.link('queued').waitFor();
    await operator.page.getByText('Your provider does not answer').waitFor();
    expect(await operator.tile('Credit available').innerText()).toBe('–');
    await pages.sandbox.control.clearFaults();
    await operator.refresh();
    await operator.page.getByText(/^Consumed: /).waitFor();
  });

  test('marks the service as hampered when lookups are cut off', async () => {
    await pages.sandbox.control.setFault({ operation: 'details', kind: 'status', httpStatus: 503 });
    const lookUp = `query { ${Array.from({ length: 10 }, (_, n) => `s${n}: subscriber(slug: "vns", username: "down-${n}") { slug }`).join(' ')} }`;
    for (let round = 0; round < 2; round += 1) {
      await fetch(`${pages.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: lookUp }),
      });
    }
    const operator = await visit('service');
    await operator.heading('The service works, but is hampered');
    expect(await operator.tile('Way to the provider').innerText()).not.toBe('Free');
    await operator.page.locator('.tab-mark').waitFor();
    await operator.heading('Why calls did not end well');
    await operator.page.getByText('Subscriber lookup: HTTP_503').first().waitFor();
    expect(await findViolations(operator.page)).toEqual([]);
    await pages.sandbox.control.clearFaults();
  });

  test('keeps what it has read when the connection is lost, and goes on when it is back', async () => {
    const operator = await visit();
    await operator.link('queued').waitFor();
    await operator.page.context().setOffline(true);
    await operator.refresh();
    await operator.heading('You are offline');
    await operator.page.getByText('What is shown below was read before that.').waitFor();
    await operator.link('queued').waitFor();
    await operator.page.context().setOffline(false);
    await operator.page.getByRole('button', { name: 'Try again' }).click();
    await operator.page.getByText('You are offline').first().waitFor({ state: 'detached' });
  });

  test('says so where the figures are kept to another network', async () => {
    const { page } = await openPage(browser, { size: 'desktop' });
    await page.route(/\/(?:metrics|readyz)$/, (route) =>
      route.fulfill({ status: 403, contentType: 'text/html', body: '<!doctype html><title>no</title>' }),
    );
    const operator = visitConsole(page, pages);
    await operator.open('service');
    await page.getByText('Whether the service is ready cannot be seen from here').waitFor();
    await page.getByText('The figures cannot be read from here').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await page.locator('.tab-mark').count()).toBe(0);
  });

  test('says that the ledger is away, and recovers with it', async () => {
    if (!postgres.canRestart) return;
    const operator = await visit();
    await operator.link('queued').waitFor();
    await postgres.kill();
    await operator.refresh();
    await operator.page.getByText('The ledger cannot be reached.', { exact: false }).waitFor();
    await operator.link('queued').waitFor();
    await operator.page.getByRole('link', { name: /^Service/ }).click();
    await operator.heading('The service cannot sell');
    expect(await operator.tile('Ledger').innerText()).toBe('Away');
    expect(await operator.tile('Open').innerText()).toBe('–');
    await postgres.restart();
    await operator.page.getByRole('link', { name: 'Open', exact: true }).click();
    await operator.page
      .getByText('The ledger cannot be reached.', { exact: false })
      .waitFor({ state: 'detached' });
    await operator.link('queued').waitFor();
  });
});
