import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { printApiKeys } from './gateway.js';

/** An order of the sandbox decides itself, and a late charge arrives, this long after: well before the horizon below. */
export const DECIDE_AFTER_MS = 450;

/**
 * The environment of one replica: live mode against the sandbox, a free port at every start, and the times of production
 * shortened some five hundred times, in about the same proportion.
 */
export function describeEnvironment(options: {
  sandbox: Sandbox;
  databaseUrl: string;
  folder: string;
}): Record<string, string> {
  const keysFile = join(options.folder, 'api-keys.json');
  writeFileSync(keysFile, printApiKeys());
  return {
    PORT: '0',
    HASHCNET_BASE_URL: options.sandbox.url,
    HASHCNET_TOKEN: options.sandbox.token,
    HASHCNET_TIMEOUT_MS: '600',
    OFFER_SECRET: 'the secret of a crash campaign, long enough',
    API_KEYS_FILE: keysFile,
    DATABASE_URL: options.databaseUrl,
    HOLD_TIME_MS: '800',
    NOT_RECORDED_AFTER_MS: '4000',
    RECONCILE_INTERVAL_MS: '150',
    RATE_LIMIT_PER_MINUTE: '60000',
    DRAIN_TIMEOUT_MS: '2000',
    LOG_LEVEL: 'info',
    // A life is short: what the first one compiled serves the others.
    NODE_COMPILE_CACHE: join(options.folder, 'compile-cache'),
  };
}
