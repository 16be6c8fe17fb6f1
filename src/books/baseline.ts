import { z } from 'zod';
import { isDecimal } from '../values/decimal.js';
import { formatCredits, parseCredits } from './credits.js';

/** Where a reconciliation left off, for the next one to begin at. Always `consumed = opening + settled + open`. */
export interface Baseline {
  /** When the upstream's figure was read. */
  readonly atMs: number;
  /** Which upstream token it was read with. */
  readonly account: string;
  /** What the upstream said. */
  readonly consumed: bigint;
  /** What it had consumed that no renewal of this ledger explains: before this ledger, or accepted since. */
  readonly opening: bigint;
  /** What the settled renewals of the whole ledger explained. */
  readonly settled: bigint;
  /** What open renewals were taken to explain. */
  readonly open: bigint;
  /** How many renewals the ledger had. */
  readonly renewalCount: number;
}

const decimal = z
  .string()
  .refine(isDecimal, 'must be a decimal text')
  .transform((text) => parseCredits(text) ?? 0n);

const fileSchema = z.strictObject({
  kind: z.literal('hashcnet-credits-baseline'),
  version: z.literal(1),
  at: z.iso.datetime().transform((text) => Date.parse(text)),
  account: z.string().min(1).max(100),
  consumed: decimal,
  opening: decimal,
  settled: decimal,
  open: decimal,
  renewalCount: z.number().int().nonnegative(),
});

/**
 * Reads a baseline file.
 * @throws Error that says what is wrong with it.
 */
export function parseBaseline(text: string): Baseline {
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
    throw new Error(`the baseline cannot be read: ${faults.join('; ')}`);
  }
  const { at, account, consumed, opening, settled, open, renewalCount } = parsed.data;
  if (consumed !== opening + settled + open) {
    throw new Error('the baseline cannot be read: consumed is not opening + settled + open; was it edited?');
  }
  return { atMs: at, account, consumed, opening, settled, open, renewalCount };
}

export function formatBaseline(baseline: Baseline): string {
  const file = {
    kind: 'hashcnet-credits-baseline',
    version: 1,
    at: new Date(baseline.atMs).toISOString(),
    account: baseline.account,
    consumed: formatCredits(baseline.consumed),
    opening: formatCredits(baseline.opening),
    settled: formatCredits(baseline.settled),
    open: formatCredits(baseline.open),
    renewalCount: baseline.renewalCount,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the baseline cannot be read: it is not JSON');
  }
}
