/**
 * The promised figures (design.md, upstream.md section 3), written down again on purpose: were they imported from the
 * code under judgement, a change of one there would go unseen here.
 */
export const TIMEOUT_MS = 30_000;
export const OFFER_TTL_MS = 900_000;
export const HOLD_TIME_MS = 300_000;
export const HORIZON_MS = 1_800_000;
export const MISSES_NEEDED = 3;
export const FLAG_AFTER_MS = 86_400_000;
export const MAX_PAUSE_MS = 3_600_000;
/** The pauses are spread by a quarter each way around the hold time and its doublings. */
export const MIN_PAUSE_MS = HOLD_TIME_MS * 0.75;
/** The least by which a pause outgrows the one before: doubled, spread from a quarter more to a quarter less. */
export const MIN_PAUSE_GROWTH = (2 * 0.75) / 1.25;
/** How long a claim keeps others away: longer than two lookups may take. */
export const LEASE_MS = 2 * TIMEOUT_MS + 5_000;
export const REPORT_PAUSE_MS = 60_000;
export const LOOKUPS_IN_FLIGHT = 8;
