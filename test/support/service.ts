import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import type { TypedDocumentString } from '../../client/generated/graphql.js';
import { type App, startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { type Clock, systemClock } from '../../src/values/clock.js';

export interface GraphQLAnswer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** A running service in live mode over a sandbox of its own, as a client meets it: by HTTP only. */
export interface TestService {
  readonly app: App;
  readonly sandbox: Sandbox;
  readonly url: string;
  /** What the service has logged, one JSON object a line. */
  logs(): string;
  ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables> | string,
    variables?: Variables,
    options?: { apiKey?: string | null },
  ): Promise<GraphQLAnswer<Data>>;
  stop(): Promise<void>;
}

/** The keys of the test clients; `operator` sees everything. */
export const API_KEYS = {
  shop: 'key-of-the-shop',
  otherShop: 'key-of-another-shop',
  reader: 'key-of-a-reader',
  operator: 'key-of-the-operator',
  router: 'key-of-a-router',
} as const;

const CLIENTS = [
  { client: 'shop', key: API_KEYS.shop, scopes: ['subscribers:read', 'renewals:write'] },
  { client: 'other-shop', key: API_KEYS.otherShop, scopes: ['subscribers:read', 'renewals:write'] },
  { client: 'reader', key: API_KEYS.reader, scopes: ['subscribers:read'] },
  {
    client: 'router',
    key: API_KEYS.router,
    scopes: ['subscribers:read', 'renewals:write', 'documents:any'],
  },
  { client: 'operator', key: API_KEYS.operator, scopes: ['operator'] },
];

export async function startService(
  options: {
    env?: Readonly<Record<string, string>>;
    clock?: Clock;
    /** How often a query has to have come before it is compiled; at once unless told. */
    compileAfterUses?: number;
    /** Another service's, when several are replicas of each other. */
    sandbox?: Sandbox;
  } = {},
): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'hashcnet-service-'));
  const keysFile = join(folder, 'keys.json');
  writeFileSync(
    keysFile,
    JSON.stringify(
      CLIENTS.map(({ client, key, scopes }) => ({
        client,
        scopes,
        sha256: createHash('sha256').update(key).digest('hex'),
      })),
    ),
  );
  const sandbox = options.sandbox ?? (await startSandbox());
  const lines: string[] = [];
  const config = loadConfig({
    PORT: '0',
    HASHCNET_BASE_URL: sandbox.url,
    HASHCNET_TOKEN: sandbox.token,
    HASHCNET_TIMEOUT_MS: '5000',
    OFFER_SECRET: 'a secret of the tests, 32 characters or more',
    API_KEYS_FILE: keysFile,
    DATABASE_URL: 'sqlite::memory:',
    RATE_LIMIT_PER_MINUTE: '100000',
    // The reconciler keeps out of the way unless a test asks for it.
    RECONCILE_INTERVAL_MS: '3600000',
    LOG_LEVEL: 'debug',
    ...options.env,
  });
  const app = await startApp(config, {
    clock: options.clock ?? systemClock,
    compileAfterUses: options.compileAfterUses ?? 1,
    logDestination: { write: (line) => void lines.push(line) },
  });
  sandbox.control.setDlrUrl(`${app.url}/dlr`);

  return {
    app,
    sandbox,
    url: app.url,
    logs: () => lines.join(''),
    async ask(document, variables, { apiKey = API_KEYS.shop } = {}) {
      const response = await request(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(apiKey !== null && { 'x-api-key': apiKey }) },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const { data, errors } = (await response.body.json()) as { data?: never; errors?: [] };
      return { status: response.statusCode, data, errors: errors ?? [] };
    },
    async stop() {
      await app.stop();
      if (sandbox !== options.sandbox) await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
