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
