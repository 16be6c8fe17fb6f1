import type { ReactNode } from 'react';
import { useSharedText } from '../i18n/i18n.js';
import type { Surroundings } from '../surroundings.js';
import { Button } from './button.js';
import { LanguageSwitch } from './language-switch.js';
import { SignIn } from './sign-in.js';
import { useCredential, useRefusal } from './use-credential.js';

interface PageProps extends Pick<Surroundings, 'mode' | 'credentials'> {
  readonly name: string;
  readonly home: string;
  /** Beside the name; a page's own ways about. */
  readonly navigation?: ReactNode;
  /** Ways to go that are seldom taken. */
  readonly footer?: ReactNode;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/**
 * What stands around everything: whose page it is, the language, whether money is real here, and, where the service has to
 * know who asks, the question.
 */
export function Page({
  name,
  home,
  mode,
  credentials,
  navigation,
  footer,
  isWide = false,
  children,
}: PageProps) {
  const text = useSharedText();
  const credential = useCredential(credentials);
  const refusal = useRefusal(credentials);
  const mustSignIn = credential === null && (mode === 'live' || refusal !== null);
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
        {mustSignIn ? <SignIn credentials={credentials} wasRefused={refusal === 'refused'} /> : children}
      </main>
      <footer className="page-footer">
        {footer}
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
