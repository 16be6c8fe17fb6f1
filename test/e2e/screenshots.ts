import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { openBrowser, openPage } from './support/browser.js';
import { openApi, visitConsole } from './support/console.js';
import { servePages } from './support/pages.js';
import { visitShop } from './support/shop.js';

/**
 * Makes the README's pictures of the shop and the console. Names and prices are the sandbox's own. Needs a font with Devanagari, such as
 * Debian's "fonts-noto-core".
 */
const FOLDER = 'docs/images';
const MAX_BYTES = 80_000;
const PHONE = { deviceScaleFactor: 1.4 } as const;

type Shop = ReturnType<typeof visitShop>;
const ISPS = ['fast-speed', 'vns', 'hons', 'airson-internet', 'janaki-cable-network'];

interface Picture {
  readonly name: string;
  readonly look: BrowserContextOptions & { size?: 'phone' | 'desktop' };
  readonly go: (shop: Shop) => Promise<void>;
}

const PICTURES: readonly Picture[] = [
  {
    name: 'shop-plans',
    look: PHONE,
    async go(shop) {
      await shop.open('isp/fast-speed/jeetenaug4');
      await shop.page.locator('.plan').first().waitFor();
    },
  },
  {
    name: 'shop-confirm',
    look: { ...PHONE, colorScheme: 'dark' },
    go: (shop) => shop.choose('jeetenaug4', 1),
  },
  {
    name: 'shop-receipt',
    look: { ...PHONE, locale: 'ne-NP' },
    async go(shop) {
      await shop.buy('plain-1');
      await shop.page.locator('.badge-good').waitFor();
    },
  },
  {
    name: 'console-open',
    look: { size: 'desktop', viewport: { width: 1160, height: 540 } },
    go: showConsole,
  },
];

/** Orders of many kinds, of which some are open and one needs a person. */
async function showConsole({ page }: Shop): Promise<void> {
  const api = openApi(pages.url);
  for (const [n, slug] of ISPS.entries()) {
    for (const sort of ['plain', 'commit-refused']) await api.buy({ username: `${sort}-${n + 2}`, slug });
  }
  const { id } = await api.buy({ username: 'amount-mismatch', slug: 'hons' });
  for (const [n, sort] of ['queued', 'commit-500-before-charge', 'lookup-500'].entries()) {
    await api.buy({ username: sort, slug: ISPS[n] ?? 'vns' });
  }
  await api.waitFor(id, ({ needsAttention }) => needsAttention);
  const operator = visitConsole(page, pages);
  await operator.open();
  await operator.link('amount-mismatch').waitFor();
}

const [browser, pages] = await Promise.all([openBrowser(), servePages()]);
await mkdir(FOLDER, { recursive: true });
for (const { name, look, go } of PICTURES) {
  const { page } = await openPage(browser, look);
  await go(visitShop(page, pages));
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  const { size } = await stat(path);
  if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes; at most ${MAX_BYTES} are wanted`);
  process.stdout.write(`${path} ${size} bytes\n`);
}
await browser.close();
await pages.stop();
