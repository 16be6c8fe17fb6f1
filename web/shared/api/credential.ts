/** The service has asked who we are: nobody has answered yet, or it did not take the answer. */
export type Refusal = 'asked' | 'refused' | null;

/** What a person gave to prove who asks. */
export interface CredentialStore {
  read(): string | null;
  /** Tells one sign-in from another, and nothing about the credential. */
  readSignIn(): string;
  save(credential: string): void;
  forget(): void;
  /** The service does not take it, or wants one where there is none. */
  refuse(): void;
  refusal(): Refusal;
  /** Calls back after each change; gives the way to stop. */
  subscribe(onChange: () => void): () => void;
}

export interface CredentialStoreDeps {
  /** The tab's own: a credential is kept no longer. Null where the browser forbids it; then it is kept in memory. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly createId: () => string;
}

const CREDENTIAL = 'hashcnet.credential';
const SIGN_IN = 'hashcnet.sign-in';
const NOBODY = 'nobody';

export function createCredentialStore({ storage, createId }: CredentialStoreDeps): CredentialStore {
  const listeners = new Set<() => void>();
  let credential = storage?.getItem(CREDENTIAL) ?? null;
  let signIn = storage?.getItem(SIGN_IN) ?? NOBODY;
  let refusal: Refusal = null;

  function change(next: string | null, nextRefusal: Refusal = null): void {
    credential = next;
    signIn = next === null ? NOBODY : createId();
    refusal = nextRefusal;
    if (next === null) {
      storage?.removeItem(CREDENTIAL);
      storage?.removeItem(SIGN_IN);
    } else {
      storage?.setItem(CREDENTIAL, next);
      storage?.setItem(SIGN_IN, signIn);
    }
    for (const listener of listeners) listener();
  }

  return {
    read: () => credential,
    readSignIn: () => signIn,
    save: (given) => change(given.trim()),
    forget: () => change(null),
    refuse: () => change(null, credential === null && refusal !== 'refused' ? 'asked' : 'refused'),
    refusal: () => refusal,
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
  const isToken = /^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(credential);
  return isToken ? { authorization: `Bearer ${credential}` } : { 'x-api-key': credential };
}
