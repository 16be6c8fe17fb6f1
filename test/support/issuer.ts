import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const ISSUER = 'https://id.example';
export const AUDIENCE = 'renewals';

export interface Claims {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresInS?: number;
  readonly client?: object;
  readonly scope?: string;
}

/** An issuer with one key at a time, published over real HTTP. */
export async function startIssuer() {
  let published: JWK[] = [];
  let current: { key: CryptoKey; kid: string };
  let fetches = 0;
  let isDown = false;
  const server: Server = createServer((_request, response) => {
    fetches += 1;
    if (isDown) response.writeHead(500).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    fetches: () => fetches,
    fail: () => {
      isDown = true;
    },
    async rotate(kid: string) {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      current = { key: privateKey, kid };
      published = [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }];
    },
    sign({
      issuer: iss = ISSUER,
      audience = AUDIENCE,
      expiresInS = 60,
      client,
      scope = 'renewals:write',
    }: Claims = {}) {
      return new SignJWT({ ...(client ?? { client_id: 'wallet' }), scope })
        .setProtectedHeader({ alg: 'ES256', kid: current.kid })
        .setIssuer(iss)
        .setAudience(audience)
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInS)
        .sign(current.key);
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
  await issuer.rotate('first');
  return issuer;
}
