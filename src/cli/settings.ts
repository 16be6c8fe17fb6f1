import { environmentSchema, HORIZON_FAULT, type Settings } from '../config-environment.js';
import { withSecretFiles } from '../config-secret-files.js';
import { Secret } from '../values/secret.js';
import { type ToolRun, UsageError } from './tool.js';

/**
 * The few settings that the operator's commands need, by the service's own names (design.md). They are read here and not
 * by `loadConfig`, which in live mode asks for secrets that whoever does the books has no business with.
 */
type Environment = ToolRun['env'];

const DEFAULT_TIMEOUT_MS = 30_000;

/** The ledger's address; `openLedger` says what is wrong with it. @throws UsageError when its file cannot be read. */
export function readDatabaseUrl(env: Environment): Secret {
  const { DATABASE_URL, DATABASE_URL_FILE } = env;
  const faults: string[] = [];
  const given = withSecretFiles({ DATABASE_URL, DATABASE_URL_FILE }, faults);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return new Secret(given['DATABASE_URL'] || 'sqlite:data/ledger.db');
}

export interface UpstreamSettings {
  readonly baseUrl: string;
  readonly token: Secret;
  readonly timeoutMs: number;
}

/** @throws UsageError that names every fault and no value. */
export function readUpstream(env: Environment): UpstreamSettings {
  const faults: string[] = [];
  const { HASHCNET_TOKEN, HASHCNET_TOKEN_FILE } = env;
  const given = withSecretFiles({ HASHCNET_TOKEN, HASHCNET_TOKEN_FILE }, faults);
  const baseUrl = env['HASHCNET_BASE_URL'] ?? '';
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) {
    faults.push(
      'HASHCNET_BASE_URL must be the http or https URL of the upstream that is asked (the sandbox inside a server has none: use `hashcnet-graphql sandbox`)',
    );
  }
  const token = given['HASHCNET_TOKEN'] ?? '';
  if (!/^[\x21-\x7e]{1,512}$/.test(token)) faults.push('HASHCNET_TOKEN must be the token of that account');
  const timeoutText = env['HASHCNET_TIMEOUT_MS'] || String(DEFAULT_TIMEOUT_MS);
  const timeoutMs = /^\d{1,6}$/.test(timeoutText) ? Number(timeoutText) : 0;
  if (timeoutMs < 50 || timeoutMs > 300_000)
    faults.push('HASHCNET_TIMEOUT_MS must be from 50 to 300000 milliseconds');
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return { baseUrl, token: new Secret(token), timeoutMs };
}

const settlementSchema = environmentSchema.pick({
  HOLD_TIME_MS: true,
  NOT_RECORDED_AFTER_MS: true,
  HASHCNET_BULK_LOOKUP: true,
});

/** When and how the service looks up, by the variables and defaults that the service itself uses. @throws UsageError */
export function readSettlement(env: Environment): Pick<Settings, keyof typeof settlementSchema.shape> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const parsed = settlementSchema.safeParse(given);
  if (parsed.success && parsed.data.NOT_RECORDED_AFTER_MS < parsed.data.HOLD_TIME_MS) {
    throw new UsageError(HORIZON_FAULT);
  }
  if (parsed.success) return parsed.data;
  throw new UsageError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
  );
}
