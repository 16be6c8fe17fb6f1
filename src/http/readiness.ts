import type { Ledger } from '../ledger/ledger.js';
import { describeError, type Logger } from '../telemetry/logger.js';
import type { Readiness } from './health-routes.js';
import type { WatchedApiKeys } from './watch-api-keys.js';

export interface ReadinessDeps {
  readonly ledger: Pick<Ledger, 'ping'>;
  readonly hashcnet: { state(): { readonly breaker: 'closed' | 'half_open' | 'open' } };
  readonly apiKeys: Pick<WatchedApiKeys, 'isCurrent'> | null;
  readonly logger: Logger;
}

/**
 * Without its ledger a replica can sell nothing, and another may still reach it: not ready. An upstream that is away is away for
 * all replicas, so it is only told.
 */
export function createReadinessCheck({ ledger, hashcnet, apiKeys, logger }: ReadinessDeps) {
  return async function checkReadiness(): Promise<Readiness> {
    const faults: string[] = [];
    const remarks: string[] = [];
    try {
      await ledger.ping();
    } catch (error) {
      logger.warn(describeError(error), 'not ready');
      faults.push('the ledger cannot be reached');
    }
    if (hashcnet.state().breaker !== 'closed') {
      remarks.push('the provider does not answer: lookups are refused for moments at a time');
    }
    if (apiKeys?.isCurrent() === false) {
      remarks.push('API_KEYS_FILE is not valid as it is now: the keys of before still hold');
    }
    return { faults, remarks };
  };
}
