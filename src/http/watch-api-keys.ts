import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { describeError, type Logger } from '../telemetry/logger.js';
import { type FindByApiKey, parseApiKeys } from './api-keys.js';

export interface WatchedApiKeys {
  readonly find: FindByApiKey;
  /** False while the file is not valid, so that the keys of before still hold. */
  isCurrent(): boolean;
  close(): void;
}

const POLL_MS = 2_000;

/**
 * The keys of API_KEYS_FILE, read again when the file changes: a key can be given or taken without a restart. A file that
 * is not valid then changes nothing and is logged: a slip of the pen must not lock everybody out.
 * @throws Error that names the fault, for the file as it is now.
 */
export function watchApiKeys(path: string, logger: Logger): WatchedApiKeys {
  let find = parseApiKeys(readFileSync(path, 'utf8'));
  let isCurrent = true;
  function reload(): void {
    try {
      find = parseApiKeys(readFileSync(path, 'utf8'));
      isCurrent = true;
      logger.info('the API keys were read again');
    } catch (error) {
      isCurrent = false;
      logger.error(describeError(error), 'the API keys could not be read again; those of before still hold');
    }
  }
  // Polled, not watched: mounted secrets are replaced by a link, which a watcher on the old file never hears of.
  watchFile(path, { interval: POLL_MS, persistent: false }, reload);
  return {
    find: (apiKey) => find(apiKey),
    isCurrent: () => isCurrent,
    close: () => unwatchFile(path, reload),
  };
}
