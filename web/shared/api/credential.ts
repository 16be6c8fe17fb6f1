/** What a person gave to prove who asks. */
export interface CredentialStore {
  read(): string | null;
  save(credential: string): void;
  forget(): void;
  /** Calls back after each change; gives the way to stop. */
  subscribe(onChange: () => void): () => void;
}

const ITEM = 'hashcnet.credential';

/** Kept for the tab and no longer: sessionStorage, or memory where the browser forbids that. */
export function createCredentialStore(storage: Storage | null): CredentialStore {
  const listeners = new Set<() => void>();
  let credential = storage?.getItem(ITEM) ?? null;
  const change = (next: string | null) => {
    credential = next;
    if (next === null) storage?.removeItem(ITEM);
    else storage?.setItem(ITEM, next);
    for (const listener of listeners) listener();
  };
  return {
    read: () => credential,
    save: (given) => change(given.trim()),
    forget: () => change(null),
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** A header takes nothing else, and neither keys nor tokens have anything else. */
export function isCredential(text: string): boolean {
  return /^[\x21-\x7e]{1,8192}$/.test(text.trim());
}

/** A token of three dotted parts is a bearer token; everything else is an API key. */
export function writeHeaders(credential: string | null): Record<string, string> {
  if (credential === null) return {};
  const isToken = /^[\w-]+\.[\w-]+\.[\w-]*$/.test(credential) && credential.startsWith('ey');
  return isToken ? { authorization: `Bearer ${credential}` } : { 'x-api-key': credential };
}
