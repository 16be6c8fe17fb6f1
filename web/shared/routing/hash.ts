import { useSyncExternalStore } from 'react';

/**
 * Where the person is, kept behind the `#`: it names a subscriber, and what stands there reaches no server, no log and no
 * referrer.
 */
export function useHash(): string {
  return useSyncExternalStore(subscribe, readHash);
}

/** `hash` starts with `#`. Replacing leaves no way back to where the person was. */
export function navigate(hash: string, { replace = false } = {}): void {
  if (hash === readHash()) return;
  if (replace) window.history.replaceState(null, '', hash);
  else window.history.pushState(null, '', hash);
  // Neither of them tells anybody.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function readHash(): string {
  return window.location.hash;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  window.addEventListener('popstate', onChange);
  return () => {
    window.removeEventListener('hashchange', onChange);
    window.removeEventListener('popstate', onChange);
  };
}
