import type { Surroundings } from '../shared/surroundings.js';
import { Page } from '../shared/ui/page.js';
import { useConsoleText } from './texts.js';

/** The operator's page. */
export function Console({ mode, credentials }: Surroundings) {
  const text = useConsoleText();
  return (
    <Page name={text('name')} home="#/" mode={mode} credentials={credentials} isWide>
      <h1>{text('name')}</h1>
      <p>{text('stub')}</p>
    </Page>
  );
}
