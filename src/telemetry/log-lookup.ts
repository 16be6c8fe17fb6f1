import { toCauseLabel } from './cause-label.js';
import type { Logger } from './logger.js';
import type { HashSubscriber } from './subscriber-hash.js';

/** What a caller can mend, or what is simply so: of interest while something is being sought. */
const ORDINARY: ReadonlySet<string> = new Set(['found', 'not_found', 'unknown_isp', 'rejected']);

export interface LookupLine {
  readonly slug: string;
  /** Logged as its hash only. */
  readonly username: string;
  readonly hashSubscriber: HashSubscriber;
  readonly result: { readonly kind: string; readonly cause?: string };
}

/** One line a subscriber lookup: debug, or a warning where the provider failed. An unknown ISP is the caller's text, and left out. */
export function logLookup(logger: Logger, { slug, username, hashSubscriber, result }: LookupLine): void {
  const { kind: outcome } = result;
  const level = ORDINARY.has(outcome) ? 'debug' : 'warn';
  if (!logger.isLevelEnabled(level)) return;
  const cause = result.cause === undefined ? undefined : toCauseLabel(result.cause);
  const isp = outcome === 'unknown_isp' ? {} : { slug };
  logger[level]({ ...isp, subscriber: hashSubscriber(username), outcome, cause }, 'subscriber lookup');
}
