import { parseCredits } from '../books/credits.js';
import { readOptions, UsageError } from './tool.js';

export const RECONCILE_CREDITS_HELP = `Usage: hashcnet-graphql reconcile-credits [--since-file BASELINE | --opening-consumed NPR] [options]

Explains what the upstream says it has consumed by the ledger's renewals and refunds, to the last digit, beside a running
server. How, and what is assumed of the upstream, is in docs/books.md.

  --since-file BASELINE     begin where an earlier run left off: the file it wrote
  --opening-consumed NPR    begin with the ledger's first renewal; the account had consumed this before it (0)
  --write-baseline FILE     write where this run leaves off, for the next one; not over an unexplained difference
  --accept-difference       write it all the same: the difference counts as explained from now on
  --look-up                 ask upstream about each renewal that may be behind a difference (20 at most); reads only
  --names FILE              write every renewal that counts since the baseline, and as how much, as CSV
  --strict                  exit 1 also when the figure is explained by open renewals only
  --json                    print one JSON object instead of a page
  --help                    this text

Every evening, for one:
  hashcnet-graphql reconcile-credits --since-file baseline.json --write-baseline baseline.json

HASHCNET_BASE_URL and HASHCNET_TOKEN say whose credits, DATABASE_URL which ledger (sqlite:data/ledger.db unless set).
Exit codes: 0 explained, 1 a difference is left, 2 the command line or a setting is wrong, 3 upstream or ledger
cannot be reached.
`;

export type ReconcileCreditsArguments =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'reconcile';
      /** A file, or what had been consumed before. */
      readonly start: { readonly sinceFile: string } | { readonly openingConsumed: bigint };
      readonly baselinePath: string | null;
      readonly acceptsDifference: boolean;
      readonly looksUp: boolean;
      readonly namesPath: string | null;
      readonly isStrict: boolean;
      readonly asJson: boolean;
    };

export const RECONCILE_CREDITS_OPTIONS = {
  'since-file': { type: 'string' },
  'opening-consumed': { type: 'string' },
  'write-baseline': { type: 'string' },
  'accept-difference': { type: 'boolean', default: false },
  'look-up': { type: 'boolean', default: false },
  names: { type: 'string' },
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws UsageError */
export function parseReconcileCreditsArguments(argv: readonly string[]): ReconcileCreditsArguments {
  const values = readOptions(argv, RECONCILE_CREDITS_OPTIONS);
  if (values.help) return { kind: 'help' };
  const baselinePath = values['write-baseline'] ?? null;
  if (values['accept-difference'] && baselinePath === null) {
    throw new UsageError('--accept-difference is of use only with --write-baseline');
  }
  return {
    kind: 'reconcile',
    start: readStart(values['since-file'], values['opening-consumed']),
    baselinePath,
    acceptsDifference: values['accept-difference'],
    looksUp: values['look-up'],
    namesPath: values.names ?? null,
    isStrict: values.strict,
    asJson: values.json,
  };
}

function readStart(sinceFile: string | undefined, opening: string | undefined) {
  if (sinceFile !== undefined && opening !== undefined) {
    throw new UsageError('--since-file and --opening-consumed exclude each other');
  }
  if (sinceFile !== undefined) return { sinceFile };
  const openingConsumed = parseCredits(opening ?? '0');
  if (openingConsumed === null) {
    throw new UsageError('--opening-consumed must be a decimal number, such as 4714406.62337');
  }
  return { openingConsumed };
}
