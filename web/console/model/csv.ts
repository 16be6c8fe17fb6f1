/**
 * What a spreadsheet may run as a formula when a cell begins with it (OWASP, "CSV Injection"), the full-width forms too. The
 * apostrophe is here so that the protection can be taken off again: one leading apostrophe is always ours.
 */
const RISKY_START = /^['=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** Without it Excel takes UTF-8 for something else, and garbles Devanagari. */
const BYTE_ORDER_MARK = '\ufeff';

export interface CsvColumn<Row> {
  readonly name: string;
  readonly read: (row: Row) => string | null | undefined;
}

/** RFC 4180, for a spreadsheet. */
export function writeCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ read }) => guard(read(row) ?? ''))),
  ];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

/** Makes a text from outside harmless: an apostrophe in front tells a spreadsheet that this is text. */
function guard(text: string): string {
  return RISKY_START.test(text) ? `'${text}` : text;
}

function quote(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
