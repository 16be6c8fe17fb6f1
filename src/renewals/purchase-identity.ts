import { createHash, createHmac } from 'node:crypto';
import type { Purchase } from '../ledger/renewal-record.js';
import { deriveKey } from '../values/derive-key.js';
import type { Secret } from '../values/secret.js';

export interface IntentKey {
  readonly client: string;
  readonly idempotencyKey: string;
}

/**
 * Makes references: a keyed hash of (client, idempotency key), 40 hex digits. The same intent always has the same one, so
 * that even a lost ledger meets upstream's own duplicate check (1013) instead of a second charge (design.md, step 3).
 */
export function createReferences(secret: Secret): (intent: IntentKey) => string {
  const key = deriveKey(secret, 'reference');
  return ({ client, idempotencyKey }) =>
    createHmac('sha256', key)
      .update(JSON.stringify([client, idempotencyKey]))
      .digest('hex')
      .slice(0, 40);
}

/**
 * What an idempotency key stands for: client, ISP, username, plan, duration and price. Not the session: the same purchase
 * from a later lookup is the same purchase (design.md, step 2).
 */
export function fingerprintPurchase(client: string, purchase: Purchase): string {
  const { slug, username, planTitle, packageCode, durationCode, amountPaisa } = purchase;
  const parts = [client, slug, username, planTitle, packageCode, durationCode, amountPaisa];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
