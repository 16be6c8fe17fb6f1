import { useSyncExternalStore } from 'react';
import type { CredentialStore, Refusal } from '../api/credential.js';

export function useCredential(credentials: CredentialStore): string | null {
  return useSyncExternalStore(credentials.subscribe, credentials.read);
}

export function useRefusal(credentials: CredentialStore): Refusal {
  return useSyncExternalStore(credentials.subscribe, credentials.refusal);
}
