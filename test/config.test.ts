import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.js';

const LIVE = {
  HASHCNET_BASE_URL: 'https://upstream.example',
  HASHCNET_TOKEN: 'TEST:token',
  OFFER_SECRET: 'x'.repeat(32),
  API_KEYS_FILE: 'package.json',
};

function faultsOf(env: Record<string, string | undefined>): string {
  try {
    loadConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('the configuration', () => {
  test('needs nothing for the sandbox', () => {
    expect(loadConfig({})).toMatchObject({
      http: { host: '127.0.0.1', port: 4000, corsOrigins: [] },
      upstream: null,
      upstreamCalls: { timeoutMs: 30_000, commitKeys: 'underscore', useBulkLookup: false },
      offers: { ttlMs: 900_000 },
      settlement: { holdTimeMs: 300_000, notRecordedAfterMs: 1_800_000, reconcileIntervalMs: 15_000 },
      logLevel: 'info',
    });
    expect(loadConfig({}).databaseUrl.reveal()).toBe('sqlite:data/ledger.db');
  });

  test('names every fault at once, by variable', () => {
    const faults = faultsOf({
      HASHCNET_BASE_URL: 'ftp://upstream.example',
      HASHCNET_TIMEOUT_MS: 'soon',
      PORT: '70000',
      OFFER_SECRET: 'short',
      DATABASE_URL: 'mysql://x',
      CORS_ORIGINS: 'https://shop.example/path',
      LOG_LEVEL: 'loud',
      HASHCNET_ISPS_FILE: '/does/not/exist',
      HASHCNET_COMMIT_KEYS: 'dashes',
    });
    for (const name of [
      'HASHCNET_BASE_URL',
      'HASHCNET_TIMEOUT_MS',
      'PORT',
      'OFFER_SECRET',
      'DATABASE_URL',
      'CORS_ORIGINS',
      'LOG_LEVEL',
      'HASHCNET_ISPS_FILE',
      'HASHCNET_COMMIT_KEYS',
      'HASHCNET_TOKEN',
      'API_KEYS_FILE',
    ]) {
      expect(faults).toContain(name);
    }
  });

  test.each(['HASHCNET_TOKEN', 'OFFER_SECRET'])('does not start live without %s', (name) => {
    expect(faultsOf({ ...LIVE, [name]: undefined })).toContain(`${name} is required in live mode`);
    expect(faultsOf({ ...LIVE, [name]: '' })).toContain(`${name} is required in live mode`);
  });

  test('does not start live when nobody could call', () => {
    const jwt = {
      JWT_JWKS_URL: 'https://id.example/jwks',
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'renewals',
    };
    expect(faultsOf({ ...LIVE, API_KEYS_FILE: undefined })).toContain('API_KEYS_FILE or JWT_JWKS_URL');
    expect(faultsOf({ ...LIVE, API_KEYS_FILE: undefined, ...jwt })).toBe('');
    expect(faultsOf({ ...LIVE, ...jwt, JWT_AUDIENCE: undefined })).toContain('go together');
  });

  test('refuses settings that are unsafe together', () => {
    expect(faultsOf({ HOLD_TIME_MS: '2000', NOT_RECORDED_AFTER_MS: '1000' })).toContain(
      'NOT_RECORDED_AFTER_MS',
    );
    expect(faultsOf({ OFFER_SECRET_PREVIOUS: 'x'.repeat(32) })).toContain('OFFER_SECRET_PREVIOUS');
    expect(faultsOf({ OFFER_TTL_MS: '1000', LOOKUP_CACHE_MS: '1000' })).toContain('LOOKUP_CACHE_MS');
    expect(faultsOf({ OFFER_TTL_MS: '1000', LOOKUP_CACHE_MS: '999' })).toBe('');
  });

  test('never says a value: it may be a secret', () => {
    const faults = faultsOf({
      ...LIVE,
      OFFER_SECRET: 'my-little-secret',
      HASHCNET_TOKEN: 'to ken',
      DATABASE_URL: 'pg:pass',
    });
    for (const value of ['my-little-secret', 'to ken', 'pg:pass']) expect(faults).not.toContain(value);
  });
});

describe('secrets in files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function put(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  test('are read in place of their variables, without the line end', () => {
    const { upstream, offers, databaseUrl } = loadConfig({
      HASHCNET_BASE_URL: 'https://upstream.example',
      API_KEYS_FILE: 'package.json',
      HASHCNET_TOKEN_FILE: put('token', 'TEST:from-a-file\n'),
      OFFER_SECRET_FILE: put('secret', `${'s'.repeat(32)}\r\n`),
      OFFER_SECRET_PREVIOUS_FILE: put('previous', 'p'.repeat(32)),
      DATABASE_URL_FILE: put('database', 'postgres://ledger@db.example/ledger\n'),
    });
    expect(upstream?.token.reveal()).toBe('TEST:from-a-file');
    expect(offers.secret.reveal()).toBe('s'.repeat(32));
    expect(offers.previousSecret?.reveal()).toBe('p'.repeat(32));
    expect(databaseUrl.reveal()).toBe('postgres://ledger@db.example/ledger');
  });

  test('that are faulty are named by variable, without what is in them, and once', () => {
    const faults = faultsOf({
      ...LIVE,
      HASHCNET_TOKEN: undefined,
      HASHCNET_TOKEN_FILE: put('token', 'to ken'),
      OFFER_SECRET: undefined,
      OFFER_SECRET_FILE: put('empty', '\n'),
      OFFER_SECRET_PREVIOUS_FILE: join(folder, 'missing'),
      DATABASE_URL_FILE: put('large', 'x'.repeat(65_537)),
    });
    expect(faults).toContain('HASHCNET_TOKEN must be');
    for (const name of ['OFFER_SECRET', 'OFFER_SECRET_PREVIOUS', 'DATABASE_URL'])
      expect(faults).toContain(`${name}_FILE names a file that is empty, too large, or cannot be read`);
    expect(faults).not.toContain('to ken');
    expect(faults).not.toContain('required');
  });

  test('beside their variables are refused: one of the two is stale', () => {
    const faults = faultsOf({ ...LIVE, HASHCNET_TOKEN_FILE: put('token', 'TEST:other') });
    expect(faults).toContain('HASHCNET_TOKEN and HASHCNET_TOKEN_FILE exclude each other');
  });
});
