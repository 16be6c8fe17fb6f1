import type { IncomingHttpHeaders } from 'node:http';
import { type Identity, SCOPES } from '../resolvers/identity.js';
import { createError } from '../schema/errors.js';
import type { FindByApiKey } from './api-keys.js';

/**
 * Who sent a request; null for nobody in particular. The seam at which further ways of proving who one is come in.
 * @throws GraphQLError UNAUTHENTICATED for a proof that is none.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Identity | null;

const SANDBOX_IDENTITY: Identity = { client: 'sandbox', scopes: new Set(SCOPES) };

/** In the sandbox everybody is one client with every scope. */
export const authenticateSandbox: Authenticate = () => SANDBOX_IDENTITY;

/** By the key in `x-api-key`. */
export function createApiKeyAuthentication(findByApiKey: FindByApiKey): Authenticate {
  return (headers) => {
    const apiKey = headers['x-api-key'];
    if (apiKey === undefined) return null;
    const identity = typeof apiKey === 'string' ? findByApiKey(apiKey) : null;
    if (identity === null)
      throw createError('UNAUTHENTICATED', 'The API key is not valid.', { http: { status: 401 } });
    return identity;
  };
}
