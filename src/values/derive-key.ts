import { hkdfSync } from 'node:crypto';
import type { Secret } from './secret.js';

/** One key per use of a secret, so that what is made for one use can never serve another. */
export function deriveKey(secret: Secret, use: 'offer' | 'reference' | 'log'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.reveal(), 'hashcnet-graphql', use, 32));
}
