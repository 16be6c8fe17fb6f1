import type { Browser } from 'playwright-core';
import { CheckRenewalDocument, RenewalDocument } from '../../client/generated/graphql.js';
import { eventually } from '../support/eventually.js';
import { type OpenPage, openBrowser, openPage } from './support/browser.js';
import { type Api, openApi, visitConsole } from './support/console.js';
import { type ServedPages, servePages } from './support/pages.js';

/** The service looks nothing up by itself here: what moves is moved by the console. */
const BY_HAND = { HOLD_TIME_MS: '200', RECONCILE_INTERVAL_MS: '3600000' };

describe('the console', () => {
  let browser: Browser;
  let pages: ServedPages;
  let api: Api;
  let opened: OpenPage[];
  beforeAll(async () => {
    [browser, pages] = await Promise.all([openBrowser(), servePages(BY_HAND)]);
    api = openApi(pages.url);
  });
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const { page, complaints } of opened) {
      await page.context().close();
      expect(complaints).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  async function visit(hash = '') {
    const open = await openPage(browser, { size: 'desktop' });
    opened.push(open);
    const operator = visitConsole(open.page, pages);
    await operator.open(hash);
    return operator;
  }

  /** Flagged by a lookup, which is made as soon as the hold time allows. */
  async function buyFlagged(username: string) {
    const { id } = await api.buy({ username });
    const operator = await visit(`renewals/${id}`);
    await eventually(
      async () => {
        await operator.page.getByRole('button', { name: 'Check now' }).click();
        return (await api.ask(RenewalDocument, { id })).renewal?.needsAttention;
      },
      (isFlagged) => isFlagged === true,
    );
    return { id, operator };
  }

  test('shows what needs a person first, then what is open, the oldest first, with what is known', async () => {
    await api.buy({ username: 'queued-1' });
    await api.buy({ username: 'processing-1' });
    await buyFlagged('amount-mismatch-1');
    const operator = await visit();
    await operator.link('amount-mismatch-1').waitFor();
    const shown = await operator.usernames();
    const places = ['amount-mismatch-1', 'queued-1', 'processing-1'].map((name) => shown.indexOf(name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const flagged = await operator.row('amount-mismatch-1').innerText();
    expect(flagged).toMatch(/The provider names another amount/);
    expect(flagged).toMatch(/Looked up: Success, for another amount/);
    expect(flagged).toMatch(/Rs\.\s1,000\.00/);
    expect(await operator.row('queued-1').innerText()).toMatch(
      /With the provider[\s\S]*Order answered: accepted/,
    );
    expect(await operator.tile('Need a person').innerText()).toBe('1');
  });

  test('says what to do about a flagged one, and shows its trail', async () => {
    const { operator } = await buyFlagged('amount-mismatch-2');
    await operator.heading('The provider names another amount');
    await operator.page.getByText('Compare the amount with the provider').waitFor();
    await operator.page.locator('.trail-flagged').waitFor();
    expect(await operator.page.locator('.trail li').first().innerText()).toMatch(/^Recorded: request/);
  });

  test('has a pending one looked up, and shows that it is settled', async () => {
    const { id } = await api.buy({ username: 'reset-after-charge-1' });
    const operator = await visit(`renewals/${id}`);
    await operator.page.getByText('In doubt').waitFor();
    await eventually(
      async () => {
        await operator.page.getByRole('button', { name: 'Check now' }).click();
        return operator.page.locator('.check .notice-title').innerText();
      },
      (title) => title === 'It has moved: Succeeded',
    );
    await operator.heading('Take the money');
    await operator.page.locator('.trail-settled').waitFor();
  });

  test('says when the provider was not asked', async () => {
    const { id } = await api.buy({ username: 'jeetenaug4-1' });
    const operator = await visit(`renewals/${id}`);
    // The first asks, and another right after it does not.
    await eventually(
      async () => {
        await operator.page.getByRole('button', { name: 'Check now' }).click();
        return operator.page.locator('.check .notice-title').innerText();
      },
      (title) => title === 'The provider was not asked this time',
    );
  });

  test('finds a renewal by username, by id, by reference and by key', async () => {
    const { id, reference } = await api.buy({ username: 'plain-77', key: 'Bill 2026/77' });
    const operator = await visit();
    for (const text of ['plain-77', id, reference, reference.slice(3, 20), 'bill 2026/77']) {
      await operator.search(text);
      await operator.heading(`Search: ${text}`);
      await operator.link('plain-77').first().waitFor();
      expect(new Set(await operator.usernames())).toEqual(new Set(['plain-77']));
    }
    await operator.page.getByText(/Looked through all \d+ renewals/).waitFor();
    await operator.search('no such thing');
    await operator.heading('Search: no such thing');
    await eventually(
      () => operator.page.getByText('Not found.').count(),
      (count) => count === 2,
    );
  });

  test('narrows the list, and keeps the filter through a reload, a link and the way back', async () => {
    await api.buy({ username: 'commit-refused-1', slug: 'vns' });
    await api.buy({ username: 'plain-5', slug: 'vns' });
    const operator = await visit('renewals');
    const { page } = operator;
    await operator.link('plain-5').waitFor();
    await page.getByRole('checkbox', { name: 'Failed' }).check();
    await page.getByLabel('ISP').selectOption('vns');
    await eventually(operator.usernames, (names) => names.join() === 'commit-refused-1');
    expect(page.url()).toContain('#/renewals?status=FAILED&isp=vns');
    await page.reload();
    await operator.link('commit-refused-1').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Failed' }).isChecked()).toBe(true);
    await operator.link('commit-refused-1').click();
    await operator.heading('commit-refused-1');
    await page.getByText('Package is not available').waitFor();
    await page.goBack();
    await operator.link('commit-refused-1').waitFor();
    // The keyboard goes on where it was.
    expect(await page.evaluate('document.activeElement.textContent')).toBe('commit-refused-1');
    await page.goBack();
    expect(page.url()).toMatch(/#\/renewals\?status=FAILED$/);
    await page.goBack();
    await operator.link('plain-5').waitFor();
    await page.getByRole('textbox', { name: 'Username (exact)' }).fill('plain-5');
    await page.getByRole('textbox', { name: 'Username (exact)' }).press('Enter');
    await eventually(operator.usernames, (names) => names.join() === 'plain-5');
    await page.getByRole('button', { name: 'Show all' }).click();
    await operator.link('commit-refused-1').waitFor();
  });

  test('adds the day up, in numbers that a table repeats', async () => {
    await api.buy({ username: 'commit-refused-2', slug: 'hons' });
    await api.buy({ username: 'plain-6', slug: 'hons' });
    const operator = await visit('day');
    const { page } = operator;
    await operator.heading('By ISP');
    await page.locator('summary').last().click();
    const line = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Hons' }) });
    expect((await line.innerText()).split(/\t/).map((cell) => cell.replace('\u00a0', ' '))).toEqual([
      'Hons',
      '2',
      'Rs. 1,000.00',
      'Rs. 0.00',
      'Rs. 1,000.00',
      'Rs. 2,000.00',
    ]);
    const { name, text } = await operator.download();
    expect(name).toMatch(/^day-\d{4}-\d\d-\d\d\.csv$/);
    expect(text).toContain('\r\nhons,Hons,2,2000.00,1000.00,0.00,1000.00\r\n');
    await page.getByRole('link', { name: 'The day before' }).click();
    await page.getByText('Nothing was ordered on this day.').waitFor();
    await page.goBack();
    await operator.heading('By ISP');
  });

  test('gives what is shown as a file that no spreadsheet runs', async () => {
    const { id, reference } = await api.buy({ username: 'unicode-1', key: '=HYPERLINK("x"),1' });
    const operator = await visit('renewals?username=unicode-1');
    await operator.link('unicode-1').waitFor();
    const { name, text } = await operator.download();
    expect(name).toMatch(/^renewals-.*\.csv$/);
    const [titles, line, end, ...more] = text.split('\r\n');
    expect(titles).toMatch(/^\ufeffid,reference,createdAt,idempotencyKey,slug,username,/);
    expect(line).toMatch(
      new RegExp(`^${id},${reference},[^,]+,"'=HYPERLINK\\(""x""\\),1",fast-speed,unicode-1,`),
    );
    expect([end, more]).toEqual(['', []]);
  });

  test('copies a reference', async () => {
    const { id, reference } = await api.buy({ username: 'plain-8' });
    const operator = await visit(`renewals/${id}`);
    await operator.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await operator.page.getByRole('button', { name: 'Copy: Reference' }).click();
    await operator.page.getByText('Copied').waitFor();
    expect(await operator.page.evaluate('navigator.clipboard.readText()')).toBe(reference);
  });

  test('shows the credit, and how the provider fares', async () => {
    const operator = await visit('service');
    await operator.heading('The service works');
    expect(await operator.tile('Way to the provider').innerText()).toBe('Free');
    expect(await operator.tile('Ledger').innerText()).toBe('Reachable');
    await operator.page.getByText('Subscriber lookup').first().waitFor();
    await operator.refresh();
    await operator.page.locator('.column-chart rect').first().waitFor();
    await operator.page.getByRole('link', { name: 'Open', exact: true }).click();
    expect(await operator.tile('Credit available').innerText()).toMatch(/^Rs\.\s[\d,]+\.\d+$/);
  });

  test('reads again by itself without moving the focus, and rests when it is told to', async () => {
    await api.buy({ username: 'queued-50' });
    const open = await openPage(browser, { size: 'desktop' });
    opened.push(open);
    await open.page.clock.install();
    const operator = visitConsole(open.page, pages);
    await operator.open('renewals');
    await operator.link('queued-50').focus();
    await api.buy({ username: 'queued-51' });
    await open.page.clock.runFor(16_000);
    await operator.link('queued-51').waitFor();
    expect(await open.page.evaluate('document.activeElement.textContent')).toBe('queued-50');
    await open.page.getByRole('button', { name: 'Pause' }).click();
    await api.buy({ username: 'queued-52' });
    await open.page.clock.runFor(60_000);
    expect(await operator.link('queued-52').count()).toBe(0);
    await operator.refresh();
    await operator.link('queued-52').waitFor();
    // It rests after a reload, too.
    await open.page.reload();
    await operator.link('queued-52').waitFor();
    expect(await open.page.getByRole('button', { name: 'Pause' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('leads the focus to the next row when the one that had it is settled', async () => {
    const { id, reference } = await api.buy({ username: 'queued-70' });
    await api.buy({ username: 'queued-71' });
    const operator = await visit();
    await operator.link('queued-70').focus();
    await pages.sandbox.control.decide(reference, 'Success');
    await eventually(
      () => api.ask(CheckRenewalDocument, { id }),
      ({ checkRenewal }) => checkRenewal.status === 'SUCCEEDED',
    );
    // As the page does by itself; a click would take the focus along.
    await operator.page.getByRole('button', { name: 'Refresh' }).dispatchEvent('click');
    await operator.link('queued-70').waitFor({ state: 'detached' });
    expect(await operator.page.evaluate('document.activeElement.textContent')).toBe('queued-71');
  });

  test('is gone through by keyboard alone', async () => {
    await api.buy({ username: 'queued-60' });
    const operator = await visit();
    const { page } = operator;
    await operator.link('queued-60').waitFor();
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.textContent')) === 'queued-60') break;
    }
    await page.keyboard.press('Enter');
    await operator.heading('queued-60');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    for (let press = 0; press < 20; press += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.textContent')) === 'Check now') break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.check .notice-title').waitFor();
  });
});
