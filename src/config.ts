import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { environmentSchema, HORIZON_FAULT, type LogLevel, type Settings } from './config-environment.js';
import { withSecretFiles } from './config-secret-files.js';
import { Secret } from './values/secret.js';

/** The service's settings, read once from the environment and frozen. Durations in milliseconds. */
export interface Config {
  readonly http: { readonly host: string; readonly port: number; readonly corsOrigins: readonly string[] };
  /** Null: no upstream is configured, and the sandbox stands in. Anything else is live mode. */
  readonly upstream: LiveUpstream | null;
  readonly upstreamCalls: {
    readonly timeoutMs: number;
    readonly commitKeys: 'underscore' | 'space';
    readonly useBulkLookup: boolean;
    /** Connections at most, of reads and of commits each. */
    readonly connections: number;
    /** Calls that may be under way or wait for a connection; at least as many as there can be requests. */
    readonly maxCalls: number;
  };
  /** The text of HASHCNET_ISPS_FILE; null for the built-in fourteen. */
  readonly ispsJson: string | null;
  readonly databaseUrl: Secret;
  readonly offers: { readonly secret: Secret; readonly previousSecret?: Secret; readonly ttlMs: number };
  /** How long a client's lookup answers its next ones; 0 for not at all. */
  readonly lookupCacheMs: number;
  readonly settlement: {
    readonly holdTimeMs: number;
    readonly notRecordedAfterMs: number;
    readonly reconcileIntervalMs: number;
  };
  /** The path of API_KEYS_FILE, or null. */
  readonly apiKeysFile: string | null;
  /** Whose bearer tokens are taken; null for nobody's. */
  readonly jwt: { readonly jwksUrl: string; readonly issuer: string; readonly audience: string } | null;
  /** The text of TRUSTED_DOCUMENTS_FILE, and what is done with what is not in it; null: every operation is taken. */
  readonly trustedDocuments: { readonly json: string; readonly mode: 'enforce' | 'report' } | null;
  /** Whether the web pages are served. */
  readonly servesPages: boolean;
  readonly limits: RequestLimits;
  readonly rateLimitPerMinute: number;
  readonly drainTimeoutMs: number;
  readonly logLevel: LogLevel;
  /** Where traces go (OTLP over HTTP); null for nowhere. */
  readonly otlpEndpoint: string | null;
}

/** How large a request may be (design.md, request limits). */
export interface RequestLimits extends OperationLimits {
  /** How long a request may take to arrive, headers and body. */
  readonly requestTimeoutMs: number;
  readonly bodyBytes: number;
  /** GraphQL requests that may be under way at a time; more are refused at once. */
  readonly requestsUnderWay: number;
}

/** How large one operation may be, counted after fragments are expanded. */
export interface OperationLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly fields: number;
  /** Representations in one `_entities`. */
  readonly entities: number;
}

export interface LiveUpstream {
  readonly baseUrl: string;
  readonly token: Secret;
}

/** Every fault of the environment at once, each naming its variable and never its value. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(
      `the configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  }
}

/**
 * Reads the settings (design.md, "What outside programs rely on"). An empty variable counts as absent.
 * @throws ConfigError that names every fault at once.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const given = Object.fromEntries(
    Object.entries(withSecretFiles(env, faults)).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const isLive = given['HASHCNET_BASE_URL'] !== undefined;
  faults.push(...listMissing(given, isLive));
  const ispsJson = readSetting('HASHCNET_ISPS_FILE', given, faults);
  const trustedDocumentsJson = readSetting('TRUSTED_DOCUMENTS_FILE', given, faults);
  // It is watched later; here it only has to be there.
  readSetting('API_KEYS_FILE', given, faults);
  if (parsed.success) faults.push(...listContradictions(parsed.data));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(toConfig(parsed.data, { ispsJson, trustedDocumentsJson }));
}

function listMissing(given: Readonly<Record<string, unknown>>, isLive: boolean): string[] {
  if (!isLive) return [];
  const missing: string[] = [];
  for (const name of ['HASHCNET_TOKEN', 'OFFER_SECRET']) {
    if (given[name] === undefined && given[`${name}_FILE`] === undefined)
      missing.push(`${name} is required in live mode (HASHCNET_BASE_URL is set)`);
  }
  if (given['API_KEYS_FILE'] === undefined && given['JWT_JWKS_URL'] === undefined) {
    missing.push('API_KEYS_FILE or JWT_JWKS_URL is required in live mode: nobody could call');
  }
  return missing;
}

/** Settings that are fine one by one and unsafe together. */
function listContradictions(settings: Settings): string[] {
  const faults: string[] = [];
  if (settings.NOT_RECORDED_AFTER_MS < settings.HOLD_TIME_MS) {
    faults.push(HORIZON_FAULT);
  }
  if (settings.LOOKUP_CACHE_MS >= settings.OFFER_TTL_MS) {
    faults.push('LOOKUP_CACHE_MS must be shorter than OFFER_TTL_MS: what is kept would outlive its offers');
  }
  if (settings.OFFER_SECRET_PREVIOUS !== undefined && settings.OFFER_SECRET === undefined) {
    faults.push('OFFER_SECRET_PREVIOUS is of use only beside OFFER_SECRET');
  }
  if (settings.TRUSTED_DOCUMENTS_MODE !== undefined && settings.TRUSTED_DOCUMENTS_FILE === undefined) {
    faults.push('TRUSTED_DOCUMENTS_MODE is of use only beside TRUSTED_DOCUMENTS_FILE');
  }
  const jwt = [settings.JWT_JWKS_URL, settings.JWT_ISSUER, settings.JWT_AUDIENCE];
  if (jwt.some((setting) => setting !== undefined) && jwt.includes(undefined)) {
    faults.push('JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE go together');
  }
  return faults;
}

function readSetting(
  name: string,
  given: Readonly<Record<string, unknown>>,
  faults: string[],
): string | null {
  const path = given[name];
  if (typeof path !== 'string') return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    faults.push(`${name} names a file that cannot be read`);
    return null;
  }
}

function toConfig(
  settings: Settings,
  { ispsJson, trustedDocumentsJson }: { ispsJson: string | null; trustedDocumentsJson: string | null },
): Config {
  const {
    HASHCNET_BASE_URL: baseUrl,
    HASHCNET_TOKEN: token,
    OFFER_SECRET_PREVIOUS: previousSecret,
  } = settings;
  return {
    http: { host: settings.HOST, port: settings.PORT, corsOrigins: settings.CORS_ORIGINS },
    upstream: baseUrl !== undefined && token !== undefined ? { baseUrl, token } : null,
    upstreamCalls: {
      timeoutMs: settings.HASHCNET_TIMEOUT_MS,
      commitKeys: settings.HASHCNET_COMMIT_KEYS,
      useBulkLookup: settings.HASHCNET_BULK_LOOKUP === 'on',
      connections: settings.HASHCNET_MAX_CONNECTIONS,
      // A recorded purchase must not be turned away for want of room: there is room for every request that was let in.
      maxCalls: Math.max(settings.HASHCNET_MAX_CONNECTIONS * 2, settings.MAX_REQUESTS),
    },
    ispsJson,
    apiKeysFile: settings.API_KEYS_FILE ?? null,
    jwt: toJwt(settings),
    databaseUrl: settings.DATABASE_URL,
    offers: {
      // A sandbox without a secret makes one up: its offers last as long as the process, which is as long as they need to.
      secret: settings.OFFER_SECRET ?? new Secret(randomBytes(32).toString('hex')),
      ...(previousSecret !== undefined && { previousSecret }),
      ttlMs: settings.OFFER_TTL_MS,
    },
    lookupCacheMs: settings.LOOKUP_CACHE_MS,
    settlement: {
      holdTimeMs: settings.HOLD_TIME_MS,
      notRecordedAfterMs: settings.NOT_RECORDED_AFTER_MS,
      reconcileIntervalMs: settings.RECONCILE_INTERVAL_MS,
    },
    trustedDocuments:
      trustedDocumentsJson === null
        ? null
        : {
            json: trustedDocumentsJson,
            mode: settings.TRUSTED_DOCUMENTS_MODE ?? 'enforce',
          },
    // Where money is real, a page for everybody is something to decide for.
    servesPages: settings.WEB === undefined ? baseUrl === undefined : settings.WEB === 'on',
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    limits: {
      requestTimeoutMs: settings.REQUEST_TIMEOUT_MS,
      bodyBytes: settings.MAX_BODY_BYTES,
      requestsUnderWay: settings.MAX_REQUESTS,
      tokens: settings.MAX_TOKENS,
      depth: settings.MAX_DEPTH,
      aliases: settings.MAX_ALIASES,
      rootFields: settings.MAX_ROOT_FIELDS,
      directives: settings.MAX_DIRECTIVES,
      fields: settings.MAX_FIELDS,
      entities: settings.MAX_ENTITIES,
    },
    drainTimeoutMs: settings.DRAIN_TIMEOUT_MS,
    logLevel: settings.LOG_LEVEL,
    otlpEndpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  };
}

function toJwt({ JWT_JWKS_URL, JWT_ISSUER, JWT_AUDIENCE }: Settings): Config['jwt'] {
  if (JWT_JWKS_URL === undefined || JWT_ISSUER === undefined || JWT_AUDIENCE === undefined) return null;
  return { jwksUrl: JWT_JWKS_URL, issuer: JWT_ISSUER, audience: JWT_AUDIENCE };
}
