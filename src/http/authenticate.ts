import type { IncomingHttpHeaders } from 'node:http';
import { type Identity, SCOPES } from '../resolvers/identity.js';
import { createError } from '../schema/errors.js';
import type { FindByApiKey } from './api-keys.js';
import type { VerifyToken } from './jwt.js';

/**
 * Who sent a request; null for nobody in particular.
 * @throws GraphQLError UNAUTHENTICATED (401) for a proof that is none.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Identity | null>;

const SANDBOX_IDENTITY: Identity = { client: 'sandbox', scopes: new Set(SCOPES) };

/** In the sandbox everybody is one client with every scope. */
export const authenticateSandbox: Authenticate = async () => SANDBOX_IDENTITY;

/** By the key in `x-api-key`, or by the bearer token in `authorization`; the key counts where both come. */
export function createAuthentication(ways: {
  findByApiKey: FindByApiKey | null;
  verifyToken: VerifyToken | null;
}): Authenticate {
  const { findByApiKey, verifyToken } = ways;
  return async ({ 'x-api-key': apiKey, authorization }) => {
    if (apiKey !== undefined) {
      const identity = typeof apiKey === 'string' && findByApiKey ? findByApiKey(apiKey) : null;
      return identity ?? refuse('The API key is not valid.');
    }
    if (authorization === undefined) return null;
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    const identity = token !== undefined && verifyToken ? await verifyToken(token) : null;
    return identity ?? refuse('The token is not valid.');
  };
}

function refuse(message: string): never {
  throw createError('UNAUTHENTICATED', message, { http: { status: 401 } });
}
