import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Identity, SCOPES } from '../resolvers/identity.js';

const fileSchema = z
  .array(
    z.object({
      client: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes'),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lowercase hex digits'),
      scopes: z.array(z.enum(SCOPES)).min(1),
    }),
  )
  .min(1, 'must hold at least one key')
  .max(10_000);

export type FindByApiKey = (apiKey: string) => Identity | null;

/**
 * Reads API_KEYS_FILE: `[{"client","sha256","scopes"}]`, where `sha256` is the hash of the key.
 * @throws Error that names the fault and no hash.
 */
export function parseApiKeys(json: string): FindByApiKey {
  const parsed = fileSchema.safeParse(parseJson(json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`API_KEYS_FILE ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`);
  }
  const identities = new Map<string, Identity>(
    parsed.data.map(({ client, sha256, scopes }) => [sha256, { client, scopes: new Set(scopes) }]),
  );
  // Found by its hash: how long that takes tells nothing of the keys, for nobody can choose the letters of a hash.
  return (apiKey) => identities.get(hash('sha256', apiKey)) ?? null;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('API_KEYS_FILE is not JSON');
  }
}
