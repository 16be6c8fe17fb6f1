import type { RenewalRecord } from '../ledger/renewal-record.js';
import { EXPORT_COLUMNS, type ExportColumn } from './export-columns.js';

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportWriter {
  /** What comes before the first renewal. */
  readonly header: string;
  /** One renewal with its line's end. */
  readonly write: (renewal: RenewalRecord) => string;
}

/**
 * What a spreadsheet may run as a formula when a cell begins with it (OWASP, "CSV Injection"), the full-width forms too.
 * The apostrophe is here so that the protection can be taken off again: one leading apostrophe is always ours.
 */
const RISKY_START = /^['=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

export const EXPORT_WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: {
    header: toCsvLine(EXPORT_COLUMNS.map(({ name }) => name)),
    write: (renewal) => toCsvLine(EXPORT_COLUMNS.map((column) => toCell(column, renewal))),
  },
  ndjson: {
    header: '',
    write: (renewal) =>
      `${JSON.stringify(Object.fromEntries(EXPORT_COLUMNS.map(({ name, read }) => [name, read(renewal)])))}\n`,
  },
};

function toCell({ kind, read }: ExportColumn, renewal: RenewalRecord): string {
  const value = read(renewal) ?? '';
  return kind === 'text' ? guardText(value) : value;
}

/** Makes a text from outside harmless in a spreadsheet: an apostrophe in front tells it that this is text. */
function guardText(text: string): string {
  return RISKY_START.test(text) ? `'${text}` : text;
}

/** One record of RFC 4180. */
export function toCsvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}
