import type { Config } from '../config.js';
import { type Authenticate, authenticateSandbox, createAuthentication } from './authenticate.js';
import { createTokenVerification } from './jwt.js';
import type { WatchedApiKeys } from './watch-api-keys.js';

/** Everybody is the sandbox's client only where no money is real and nobody was named. */
export function chooseAuthentication(
  { upstream, jwt }: Pick<Config, 'upstream' | 'jwt'>,
  apiKeys: Pick<WatchedApiKeys, 'find'> | null,
): Authenticate {
  if (apiKeys === null && jwt === null) {
    if (upstream !== null) throw new Error('API_KEYS_FILE or JWT_JWKS_URL is required in live mode');
    return authenticateSandbox;
  }
  return createAuthentication({
    findByApiKey: apiKeys?.find ?? null,
    verifyToken: jwt && createTokenVerification(jwt),
  });
}
