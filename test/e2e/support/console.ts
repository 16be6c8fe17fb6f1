import type { Page } from 'playwright-core';
import {
  RenewalDocument,
  type RenewalFactsFragment,
  RenewDocument,
  SubscriberDocument,
  type TypedDocumentString,
} from '../../../client/generated/graphql.js';
import { eventually } from '../../support/eventually.js';

export interface Api {
  ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data>;
  /** Looks up and buys the first offer. */
  buy(purchase: { username: string; slug?: string; key?: string }): Promise<RenewalFactsFragment>;
  /** Waits until the service itself has brought a renewal that far. */
  waitFor(id: string, isThere: (renewal: RenewalFactsFragment) => boolean): Promise<void>;
}

/** The public API, as any frontend meets it. */
export function openApi(url: string, apiKey?: string): Api {
  const api: Api = {
    async ask(document, variables) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(apiKey !== undefined && { 'x-api-key': apiKey }) },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const { data, errors } = (await response.json()) as { data: never; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async buy({ username, slug = 'fast-speed', key = `order ${slug} ${username}` }) {
      const { subscriber } = await api.ask(SubscriberDocument, { slug, username });
      const offerId = subscriber?.plans[0]?.offers[0]?.id ?? '';
      const { renew } = await api.ask(RenewDocument, { offerId, idempotencyKey: key });
      if (!renew.renewal) throw new Error(`nothing was bought: ${JSON.stringify(renew)}`);
      return renew.renewal;
    },
    async waitFor(id, isThere) {
      await eventually(
        () => api.ask(RenewalDocument, { id }),
        ({ renewal }) => renewal != null && isThere(renewal),
      );
    },
  };
  return api;
}

/** An operator at the console. What is waited for by its words is in English. */
export function visitConsole(page: Page, { url }: { readonly url: string }) {
  return {
    page,
    /** `hash` without the `#/`. */
    async open(hash = ''): Promise<void> {
      await page.goto(`${url}/console#/${hash}`);
      await page.locator('main h1').waitFor();
    },
    row: (username: string) =>
      page.getByRole('row').filter({ has: page.getByRole('link', { name: username, exact: true }) }),
    link: (username: string) => page.getByRole('link', { name: username, exact: true }),
    heading: (name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor(),
    tile: (name: string) =>
      page
        .locator('.tile')
        .filter({ has: page.locator('dt', { hasText: name }) })
        .locator('dd')
        .first(),
    refresh: () => page.getByRole('button', { name: 'Refresh' }).click(),
    search: async (text: string) => {
      await page.getByRole('searchbox').fill(text);
      await page.getByRole('searchbox').press('Enter');
    },
    usernames: () => page.locator('.row-link').allInnerTexts(),
    /** Presses what downloads, and reads it. */
    async download(): Promise<{ name: string; text: string }> {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV' }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
    },
  };
}
