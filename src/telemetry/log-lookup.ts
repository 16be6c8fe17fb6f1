import { toCauseLabel } from './cause-label.js';
import type { Logger } from './logger.js';

/** What a caller can mend, or what is simply so: of interest while something is being sought. */
const ORDINARY: ReadonlySet<string> = new Set(['found', 'not_found', 'unknown_isp', 'rejected']);

export interface LookupLine {
  readonly slug: string;
  /** The subscriber's hash, never the username. */
  readonly subscriber: string;
  readonly result: { readonly kind: string; readonly cause?: string };
}

/** One line a subscriber lookup: debug, or a warning where the provider failed. An unknown ISP is the caller's text, and left out. */
export function logLookup(logger: Logger, { slug, subscriber, result }: LookupLine): void {
  const { kind: outcome } = result;
  const cause = result.cause === undefined ? undefined : toCauseLabel(result.cause);
  const level = ORDINARY.has(outcome) ? 'debug' : 'warn';
  const isp = outcome === 'unknown_isp' ? {} : { slug };
  logger[level]({ ...isp, subscriber, outcome, cause }, 'subscriber lookup');
}
