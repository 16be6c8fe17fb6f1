import { type CredentialStore, createCredentialStore, writeHeaders } from './api/credential.js';
import { createGateway, type Gateway } from './api/gateway.js';
import { openStorage } from './storage.js';

/** What a page finds in the browser, wired once at its start. */
export interface Surroundings {
  /** Whether money is real here; the service writes it into the page. */
  readonly mode: 'live' | 'sandbox';
  /** Kept on the device; null where the browser keeps nothing. */
  readonly storage: Storage | null;
  readonly credentials: CredentialStore;
  readonly gateway: Gateway;
}

export function findSurroundings(): Surroundings {
  const credentials = createCredentialStore(openStorage(() => window.sessionStorage));
  return {
    mode: document.documentElement.dataset['mode'] === 'sandbox' ? 'sandbox' : 'live',
    storage: openStorage(() => window.localStorage),
    credentials,
    gateway: createGateway({
      url: new URL('/graphql', window.location.origin).href,
      readHeaders: () => writeHeaders(credentials.read()),
      isOnline: () => window.navigator.onLine,
    }),
  };
}
