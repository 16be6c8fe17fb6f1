import { z } from 'zod';
import { Secret } from './values/secret.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const DAY_MS = 86_400_000;

/** A whole number without a unit of time: how many of something a request may have. */
function count(options: { fallback: number; max: number }) {
  const range = `must be a whole number from 1 to ${options.max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, range)
    .transform(Number)
    .refine((value) => value >= 1 && value <= options.max, range)
    .prefault(String(options.fallback));
}

function milliseconds(options: { fallback: number; min: number; max: number }) {
  const range = `must be a whole number of milliseconds from ${options.min} to ${options.max}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, range)
    .transform(Number)
    .refine((value) => value >= options.min && value <= options.max, range)
    .prefault(String(options.fallback));
}

const secretText = z
  .string()
  .min(32, 'must have 32 characters or more')
  .max(1024, 'must have 1024 characters or less')
  .transform((text) => new Secret(text));

const url = (schemes: readonly string[], what: string) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), what);

/** Every variable, with its form and default (design.md, "What outside programs rely on"); each fault names what it should be. */
export const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port from 0 to 65535')
    .prefault('4000'),
  HOST: z.string().min(1).max(253).default('127.0.0.1'),
  HASHCNET_BASE_URL: url(['http:', 'https:'], 'must be an http or https URL').optional(),
  HASHCNET_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/, 'must be 1 to 512 printable characters without spaces')
    .transform((text) => new Secret(text))
    .optional(),
  HASHCNET_TOKEN_FILE: z.string().optional(),
  HASHCNET_TIMEOUT_MS: milliseconds({ fallback: 30_000, min: 50, max: 300_000 }),
  HASHCNET_COMMIT_KEYS: z
    .enum(['underscore', 'space'], 'must be "underscore" or "space"')
    .default('underscore'),
  HASHCNET_BULK_LOOKUP: z.enum(['on', 'off'], 'must be "on" or "off"').default('off'),
  HASHCNET_MAX_CONNECTIONS: count({ fallback: 512, max: 10_000 }),
  HASHCNET_ISPS_FILE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be "sqlite:PATH" or a "postgres://" URL')
    .prefault('sqlite:data/ledger.db')
    .transform((text) => new Secret(text)),
  DATABASE_URL_FILE: z.string().optional(),
  OFFER_SECRET: secretText.optional(),
  OFFER_SECRET_FILE: z.string().optional(),
  OFFER_SECRET_PREVIOUS: secretText.optional(),
  OFFER_SECRET_PREVIOUS_FILE: z.string().optional(),
  OFFER_TTL_MS: milliseconds({ fallback: 900_000, min: 1_000, max: DAY_MS }),
  LOOKUP_CACHE_MS: milliseconds({ fallback: 0, min: 0, max: 60_000 }),
  HOLD_TIME_MS: milliseconds({ fallback: 300_000, min: 1, max: DAY_MS }),
  NOT_RECORDED_AFTER_MS: milliseconds({ fallback: 1_800_000, min: 1, max: 7 * DAY_MS }),
  RECONCILE_INTERVAL_MS: milliseconds({ fallback: 15_000, min: 10, max: 3_600_000 }),
  API_KEYS_FILE: z.string().optional(),
  JWT_JWKS_URL: url(['http:', 'https:'], 'must be an http or https URL').optional(),
  JWT_ISSUER: z.string().max(1024).optional(),
  JWT_AUDIENCE: z.string().max(1024).optional(),
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
  TRUSTED_DOCUMENTS_MODE: z.enum(['enforce', 'report'], 'must be "enforce" or "report"').optional(),
  CORS_ORIGINS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins such as https://shop.example, comma separated',
    )
    .prefault(''),
  WEB: z.enum(['on', 'off'], 'must be "on" or "off"').optional(),
  RATE_LIMIT_PER_MINUTE: count({ fallback: 60, max: 1_000_000 }),
  MAX_REQUESTS: count({ fallback: 2_048, max: 100_000 }),
  REQUEST_TIMEOUT_MS: milliseconds({ fallback: 15_000, min: 100, max: 600_000 }),
  MAX_BODY_BYTES: count({ fallback: 65_536, max: 10_485_760 }),
  MAX_TOKENS: count({ fallback: 1_000, max: 100_000 }),
  MAX_DEPTH: count({ fallback: 8, max: 100 }),
  MAX_ALIASES: count({ fallback: 20, max: 1_000 }),
  MAX_ROOT_FIELDS: count({ fallback: 10, max: 1_000 }),
  MAX_DIRECTIVES: count({ fallback: 10, max: 1_000 }),
  MAX_FIELDS: count({ fallback: 300, max: 10_000 }),
  MAX_ENTITIES: count({ fallback: 100, max: 1_000 }),
  DRAIN_TIMEOUT_MS: milliseconds({ fallback: 35_000, min: 0, max: 600_000 }),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:'], 'must be an http or https URL').optional(),
});

/** A miss could settle an order as failed at the first moment it may be asked after. */
export const HORIZON_FAULT = 'NOT_RECORDED_AFTER_MS must not be shorter than HOLD_TIME_MS';

export type Settings = z.infer<typeof environmentSchema>;

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
