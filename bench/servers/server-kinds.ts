import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_DIALECT } from '../scenarios/operations.js';
import type { ServerKind } from './server-kind.js';
import { readStartFlags } from './start-flags.js';

const DIST = join(import.meta.dirname, '..', '..');
/** Of this run only: the upstream is a stand-in, and nobody else can reach the service. */
const API_KEY = 'the-benchmark-asks';

export const SERVICE: ServerKind = {
  name: 'service',
  title: 'this service in live mode, everything on: API key, limits, signed offers, metrics, logging, ledger',
  dialect: SERVICE_DIALECT,
  headers: { 'x-api-key': API_KEY },
  isCompetitor: false,
  describeLaunch: ({ port, upstreamUrl, folder, databaseUrl }) => {
    const keysFile = join(folder, 'api-keys.json');
    const sha256 = createHash('sha256').update(API_KEY).digest('hex');
    const scopes = ['subscribers:read', 'renewals:write'];
    writeFileSync(keysFile, JSON.stringify([{ client: 'bench', sha256, scopes }]));
    return {
      nodeArguments: [...readStartFlags(), join(DIST, 'src', 'main.js')],
      env: {
        PORT: String(port),
        HASHCNET_BASE_URL: upstreamUrl,
        HASHCNET_TOKEN: 'benchmark',
        OFFER_SECRET: 'a secret for the benchmark alone, long enough',
        API_KEYS_FILE: keysFile,
        DATABASE_URL: databaseUrl,
        RATE_LIMIT_PER_MINUTE: '1000000',
        LOG_LEVEL: 'info',
        DRAIN_TIMEOUT_MS: '2000',
      },
    };
  },
};

export const RAW: ServerKind = {
  name: 'raw',
  title: 'node:http and an undici pool, no GraphQL, no checks: the practical limit',
  dialect: SERVICE_DIALECT,
  headers: {},
  isCompetitor: false,
  describeLaunch: ({ port, upstreamUrl }) => ({
    nodeArguments: [join(DIST, 'bench', 'servers', 'raw.process.js'), String(port), upstreamUrl],
  }),
};
