import type { Surroundings } from '../shared/surroundings.js';
import { Page } from '../shared/ui/page.js';
import { useShopText } from './texts.js';

/** The reference frontend. */
export function Shop({ mode, credentials }: Surroundings) {
  const text = useShopText();
  return (
    <Page name={text('name')} home="#/" mode={mode} credentials={credentials}>
      <h1>{text('name')}</h1>
    </Page>
  );
}
