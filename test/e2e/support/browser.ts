import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The sizes that every screen is looked at in; the narrowest is what 200% zoom leaves of a phone in landscape. */
const SIZES = {
  phone: { width: 360, height: 740 },
  narrow: { width: 320, height: 568 },
  desktop: { width: 1280, height: 800 },
} as const;
export type Size = keyof typeof SIZES;

/** The system's own Chromium, of CHROMIUM_PATH or where Debian puts it: nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? USUAL_PATHS.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('no browser: install Debian\'s "chromium", or set CHROMIUM_PATH');
  }
  // Its own sandbox needs rights that a container does not give; it visits nothing but our pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

export interface OpenPage {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, broken policies, missing files. */
  readonly complaints: readonly string[];
}

/** A page of its own, with nothing remembered. `addInitScript` and `route` come before its `goto`. */
export async function openPage(
  browser: Browser,
  { size = 'phone', ...options }: BrowserContextOptions & { size?: Size } = {},
): Promise<OpenPage> {
  const isMobile = size !== 'desktop';
  const context = await browser.newContext({
    viewport: SIZES[size],
    isMobile,
    hasTouch: isMobile,
    locale: 'en-US',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Answers with 4xx and lost connections are what some tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return { page, complaints };
}
