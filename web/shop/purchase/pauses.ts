import type { Fault } from '../../shared/api/fault.js';

const FIRST_MS = 1_500;
const LONGEST_MS = 60_000;
/** About a day: by then a person is asked, and so may this page be. */
const MAX_TRIES = 1_500;

/** How long to wait after that many tries before the next; null for until the person asks for it. */
export function pauseAfter(tries: number, fault: Fault | null): number | null {
  if (tries >= MAX_TRIES) return null;
  if (fault?.kind === 'refused' && !fault.isRetryable) return null;
  const askedForMs = fault?.kind === 'refused' ? (fault.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(askedForMs, Math.min(LONGEST_MS, FIRST_MS * 1.5 ** (tries - 1)));
}
