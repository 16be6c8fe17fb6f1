import { useSyncExternalStore } from 'react';
import type { CredentialStore } from '../api/credential.js';

export function useCredential(credentials: CredentialStore): string | null {
  return useSyncExternalStore(credentials.subscribe, credentials.read);
}
