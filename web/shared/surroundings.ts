import { type CredentialStore, createCredentialStore, writeHeaders } from './api/credential.js';
import { isRefusedWith } from './api/fault.js';
import { createGateway, type Gateway } from './api/gateway.js';
import { createRandomId } from './random-id.js';
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
  const credentials = createCredentialStore({
    storage: openStorage(() => window.sessionStorage),
    createId: createRandomId,
  });
  return {
    mode: document.documentElement.dataset['mode'] === 'sandbox' ? 'sandbox' : 'live',
    storage: openStorage(() => window.localStorage),
    credentials,
    gateway: forgetRefused(
      createGateway({
        url: new URL('/graphql', window.location.origin).href,
        readHeaders: () => writeHeaders(credentials.read()),
        isOnline: () => window.navigator.onLine,
      }),
      credentials,
    ),
  };
}

/** Who is not known is asked for another key, whatever it was that they asked. */
function forgetRefused(gateway: Gateway, credentials: CredentialStore): Gateway {
  return {
    async ask(document, variables) {
      const answer = await gateway.ask(document, variables);
      if (isRefusedWith(answer.fault, 'UNAUTHENTICATED')) credentials.refuse();
      return answer;
    },
  };
}
