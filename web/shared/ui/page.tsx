import type { ReactNode } from 'react';
import type { CredentialStore } from '../api/credential.js';
import { useSharedText } from '../i18n/i18n.js';
import type { Surroundings } from '../surroundings.js';
import { Button } from './button.js';
import { LanguageSwitch } from './language-switch.js';
import { useCredential } from './use-credential.js';

interface PageProps {
  readonly name: string;
  readonly home: string;
  readonly mode: Surroundings['mode'];
  readonly credentials: CredentialStore;
  /** Beside the name; a page's own ways about. */
  readonly navigation?: ReactNode;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** What stands around everything: whose page it is, the language, and whether money is real here. */
export function Page({ name, home, mode, credentials, navigation, isWide = false, children }: PageProps) {
  const text = useSharedText();
  const credential = useCredential(credentials);
  return (
    <div className={isWide ? 'page page-wide' : 'page'}>
      {/* No link: behind the address's # is where the person is. */}
      <button type="button" className="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {text('skip')}
      </button>
      <header className="page-header">
        <a className="brand" href={home}>
          <BrandMark />
          <span>{name}</span>
        </a>
        {navigation}
        <LanguageSwitch />
        {mode === 'sandbox' && (
          <p className="sandbox-strip">
            <strong>{text('sandbox.badge')}</strong> {text('sandbox.explained')}
          </p>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="page-footer">
        {mode === 'sandbox' && <a href="/graphql">{text('footer.playground')}</a>}
        {credential !== null && (
          <Button tone="link" onClick={() => credentials.forget()}>
            {text('footer.signOut')}
          </Button>
        )}
      </footer>
    </div>
  );
}

function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M7.5 14.2a12 12 0 0 1 17 0M11.4 18.2a6.5 6.5 0 0 1 9.2 0" />
      <circle cx="16" cy="22.6" r="1.9" />
    </svg>
  );
}
