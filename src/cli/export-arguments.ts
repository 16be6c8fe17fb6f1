import { EXPORT_FORMATS, type ExportFormat } from '../books/export-format.js';
import type { ScanFilter } from '../books/scan.js';
import { RENEWAL_STATUSES } from '../ledger/renewal-record.js';
import { parseStatuses } from './statuses.js';
import { readOptions, UsageError } from './tool.js';

export const EXPORT_HELP = `Usage: hashcnet-graphql export --format csv|ndjson [options]

Writes the ledger's renewals, newest first, to standard output: any number of them, in little memory, beside a
running server. What each column means is in docs/books.md.

  --format csv|ndjson   CSV (RFC 4180, UTF-8, a header line) or one JSON object a line
  --from INSTANT        only renewals made at this instant or later
  --before INSTANT      only renewals made before this instant
  --status S[,S]        only these: ${RENEWAL_STATUSES.join(', ')}
  --client CLIENT       only this client's
  --slug SLUG           only this ISP's
  --out FILE            into this file instead; it appears when it is complete
  --bom                 begin the CSV with a byte order mark, which Excel wants for Devanagari
  --help                this text

An instant is RFC 3339 with its offset. The first of October in Nepal, for one:
  hashcnet-graphql export --format csv --from 2026-10-01T00:00:00+05:45 --before 2026-10-02T00:00:00+05:45 > day.csv

DATABASE_URL, or the file that DATABASE_URL_FILE names, says which ledger (sqlite:data/ledger.db unless set).
Exit codes: 0 done, 1 failed, 2 the command line is wrong.
`;

export type ExportArguments =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'export';
      readonly format: ExportFormat;
      readonly filter: ScanFilter;
      readonly outPath: string | null;
      readonly withBom: boolean;
    };

export const EXPORT_OPTIONS = {
  format: { type: 'string' },
  from: { type: 'string' },
  before: { type: 'string' },
  status: { type: 'string' },
  client: { type: 'string' },
  slug: { type: 'string' },
  out: { type: 'string' },
  bom: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** @throws UsageError */
export function parseExportArguments(argv: readonly string[]): ExportArguments {
  const values = readOptions(argv, EXPORT_OPTIONS);
  if (values.help) return { kind: 'help' };
  const { client, slug } = values;
  const format = EXPORT_FORMATS.find((known) => known === values.format);
  if (format === undefined) throw new UsageError(`--format must be ${EXPORT_FORMATS.join(' or ')}`);
  if (values.bom && format !== 'csv') throw new UsageError('--bom is for CSV only');
  return {
    kind: 'export',
    format,
    filter: {
      ...(client !== undefined && { client }),
      ...(slug !== undefined && { slug }),
      ...(values.status !== undefined && { statuses: parseStatuses(values.status) }),
      ...(values.from !== undefined && { createdFromMs: parseInstant('--from', values.from) }),
      ...(values.before !== undefined && { createdBeforeMs: parseInstant('--before', values.before) }),
    },
    outPath: values.out ?? null,
    withBom: values.bom,
  };
}

/** A day without an offset begins at another moment in Kathmandu than in London: nothing is guessed. */
function parseInstant(option: string, text: string): number {
  const instantMs = INSTANT_PATTERN.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instantMs)) {
    throw new UsageError(
      `${option} must be an instant with its offset, such as 2026-10-01T00:00:00+05:45 or 2026-10-01T00:00:00Z`,
    );
  }
  return instantMs;
}
