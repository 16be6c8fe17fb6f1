import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { type Identity, SCOPES } from '../resolvers/identity.js';
import { createError } from '../schema/errors.js';

/**
 * Who a token speaks for; null for one that does not hold.
 * @throws GraphQLError UPSTREAM_UNAVAILABLE (503) while the issuer's keys cannot be had: the token may well be good.
 */
export type VerifyToken = (token: string) => Promise<Identity | null>;

export interface JwtSettings {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Signatures by a key pair only: with a shared secret, whoever can verify could also sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_S = 30;
const MAX_TOKEN_LENGTH = 8192;
const CLIENT_PATTERN = /^[\x21-\x7e]{1,128}$/;

/**
 * Verifies bearer tokens by the issuer's published keys: algorithm, signature, issuer, audience and expiry. Keys are fetched when
 * first needed and again when a token names one that is not known, at most every 30 seconds, so that keys can be rotated.
 */
export function createTokenVerification({ jwksUrl, issuer, audience }: JwtSettings): VerifyToken {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000, cooldownDuration: 30_000 });
  return async (token) => {
    if (token.length > MAX_TOKEN_LENGTH) return null;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp'],
      });
      return readIdentity(payload);
    } catch (error) {
      if (isTokensFault(error)) return null;
      throw createError('UPSTREAM_UNAVAILABLE', 'Tokens cannot be verified at the moment. Try again.', {
        http: { status: 503 },
      });
    }
  };
}

/** Scopes from `scope`, of which only ours count; the client from `client_id`, `azp` or `sub` (design.md). */
function readIdentity(payload: JWTPayload): Identity | null {
  const client = [payload['client_id'], payload['azp'], payload.sub].find((claim) => claim !== undefined);
  if (typeof client !== 'string' || !CLIENT_PATTERN.test(client)) return null;
  const granted = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
  return { client, scopes: new Set(SCOPES.filter((scope) => granted.includes(scope))) };
}

function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}
