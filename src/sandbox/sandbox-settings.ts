import { issue } from './issue.js';
import { LIMIT } from './limit.js';

/** Which spelling of a commit's keys is understood: `session_id`, `session id`, or both. */
export type CommitKeys = 'either' | 'underscore' | 'space';

/** What can be changed while the sandbox runs. */
export interface SandboxSettings {
  /** Waited before every upstream answer. */
  latencyMs: number;
  /** Where delivery reports go; none are sent when undefined. */
  dlrUrl: string | undefined;
  commitKeys: CommitKeys;
  /** How long a self-deciding order stays queued, and a late charge stays away. */
  decideAfterMs: number;
  /** How long a details answer can be bought from. */
  sessionTtlMs: number;
}

/** The settings a sandbox has when nothing else is asked for. */
export const DEFAULT_SETTINGS: SandboxSettings = {
  latencyMs: 0,
  dlrUrl: undefined,
  commitKeys: 'either',
  decideAfterMs: 3_000,
  sessionTtlMs: 3_600_000,
};

const COMMIT_KEYS: readonly CommitKeys[] = ['either', 'underscore', 'space'];

/** @throws an issue that names the setting which is wrong. */
export function checkSettings(settings: SandboxSettings): SandboxSettings {
  const { latencyMs, decideAfterMs, sessionTtlMs, dlrUrl, commitKeys } = settings;
  for (const [name, ms, most] of [
    ['latencyMs', latencyMs, LIMIT.waitMs],
    ['decideAfterMs', decideAfterMs, LIMIT.waitMs],
    ['sessionTtlMs', sessionTtlMs, Number.MAX_SAFE_INTEGER],
  ] as const)
    if (!(Number.isInteger(ms) && ms >= 0 && ms <= most))
      throw issue(`${name} must be a whole number of milliseconds from 0 to ${most}`);
  if (!COMMIT_KEYS.includes(commitKeys)) throw issue(`commitKeys must be one of ${COMMIT_KEYS.join(', ')}`);
  const isHttp = dlrUrl === undefined || /^https?:$/.test(URL.parse(dlrUrl)?.protocol ?? '');
  if (!isHttp) throw issue('dlrUrl must be an http or https URL');
  return settings;
}
