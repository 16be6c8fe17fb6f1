import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { administer } from '../support/postgres.js';
import type { Finding } from './find-leaks.js';
import { MARKS } from './marks.js';

/** The service's environment, as in production, with a mark for every secret. */
export function makeEnvironment(options: {
  folder: string;
  upstreamUrl: string;
  jwksUrl: string;
  collectorUrl: string;
  databaseUrl: string;
}): Record<string, string> {
  return {
    HASHCNET_BASE_URL: options.upstreamUrl,
    HASHCNET_TOKEN: MARKS.upstreamToken,
    HASHCNET_TIMEOUT_MS: '400',
    OFFER_SECRET: MARKS.offerSecret,
    OFFER_SECRET_PREVIOUS: MARKS.previousSecret,
    DATABASE_URL: options.databaseUrl,
    API_KEYS_FILE: writeKeysFile(options.folder),
    JWT_JWKS_URL: options.jwksUrl,
    JWT_ISSUER: 'https://id.example',
    JWT_AUDIENCE: 'renewals',
    OTEL_EXPORTER_OTLP_ENDPOINT: options.collectorUrl,
    CORS_ORIGINS: 'https://shop.example',
    LOG_LEVEL: 'trace',
    HOLD_TIME_MS: '50',
    NOT_RECORDED_AFTER_MS: '300',
    RECONCILE_INTERVAL_MS: '100',
    RATE_LIMIT_PER_MINUTE: '100000',
    REQUEST_TIMEOUT_MS: '2000',
  };
}

function writeKeysFile(folder: string): string {
  const file = join(folder, 'keys.json');
  const hash = (key: string) => createHash('sha256').update(key).digest('hex');
  const keys = [
    { client: 'shop', sha256: hash(MARKS.apiKey), scopes: ['subscribers:read', 'renewals:write'] },
    { client: 'books', sha256: hash(MARKS.operatorKey), scopes: ['operator'] },
  ];
  writeFileSync(file, JSON.stringify(keys));
  return file;
}

/** Every cell of a SQLite ledger, and its files byte by byte for what no cell may hold. */
export function* readSqliteLedger(folder: string, name: string): Generator<Finding> {
  const database = new DatabaseSync(join(folder, name), { readOnly: true });
  try {
    for (const table of TABLES) {
      yield* listCells(table, database.prepare(`SELECT * FROM ${table}`).all());
    }
  } finally {
    database.close();
  }
  for (const file of readdirSync(folder).filter((entry) => entry.startsWith(name))) {
    yield {
      place: `ledger file ${file.slice(name.length)}`,
      text: readFileSync(join(folder, file), 'latin1'),
    };
  }
}

export async function readPostgresLedger(url: string): Promise<Finding[]> {
  const cells: Finding[] = [];
  for (const table of TABLES)
    cells.push(...listCells(table, await administer(url, `SELECT * FROM ${table}`)));
  return cells;
}

const TABLES = ['renewals', 'events', 'meta'];

function* listCells(table: string, rows: readonly Record<string, unknown>[]): Generator<Finding> {
  for (const row of rows)
    for (const [column, value] of Object.entries(row))
      yield { place: `ledger ${table}.${column}`, text: String(value) };
}
