import { createHmac } from 'node:crypto';
import { deriveKey } from '../values/derive-key.js';
import type { Secret } from '../values/secret.js';

/** What a log line calls a subscriber: 16 hex digits that tell subscribers apart and tell nobody who they are. */
export type HashSubscriber = (username: string) => string;

/**
 * A keyed hash, since usernames are few and guessable: without OFFER_SECRET nobody can try them out. Whoever has the secret
 * finds a subscriber's lines by `npm run subscriber-hash`. All replicas make the same; another secret makes others.
 */
export function createSubscriberHash(secret: Secret): HashSubscriber {
  const key = deriveKey(secret, 'log');
  return (username) => createHmac('sha256', key).update(username).digest('hex').slice(0, 16);
}
