import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './i18n/i18n.js';
import { readLanguage } from './i18n/language.js';
import { findSurroundings, type Surroundings } from './surroundings.js';

/** Starts one of the pages: `startPage((surroundings) => <Shop {...surroundings} />)`. */
export function startPage(render: (surroundings: Surroundings) => ReactNode): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  const surroundings = findSurroundings();
  const { storage } = surroundings;
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider initial={readLanguage(storage, navigator.languages)} storage={storage}>
        {render(surroundings)}
      </LanguageProvider>
    </StrictMode>,
  );
}
