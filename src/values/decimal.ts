/**
 * Exact decimals. Money is whole paisa (1 NPR = 100 paisa) in a safe integer; a figure that may carry more digits than
 * that, such as the reseller's credit, stays the text it arrived as (upstream.md section 2). Nothing here is a float.
 */

const DECIMAL_PATTERN = /^-?\d{1,30}(?:\.\d{1,20})?$/;
const WHOLE_PATTERN = /^\d{1,12}$/;
const PAISA_PATTERN = /^(\d{1,12})(?:\.(\d{1,2})0{0,18})?$/;

/** True for a plain decimal numeral such as "1232", "-3.50" or "9995285594.37663"; exponents are not read. */
export function isDecimal(text: string): boolean {
  return DECIMAL_PATTERN.test(text);
}

/**
 * Reads rupees as whole paisa: "1232", "1232.0" and "1232.00" are 123200.
 * Returns null for anything that is not a non-negative amount of whole paisa: nothing is ever rounded.
 */
export function parsePaisa(rupees: string): number | null {
  // Most prices are whole rupees.
  if (WHOLE_PATTERN.test(rupees)) return Number(rupees) * 100;
  const match = PAISA_PATTERN.exec(rupees);
  if (match === null) return null;
  const [, whole = '0', fraction = ''] = match;
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** Writes paisa as rupees with two digits: 123200 is "1232.00". */
export function formatPaisa(amountPaisa: number): string {
  if (!Number.isSafeInteger(amountPaisa) || amountPaisa < 0) {
    throw new RangeError('an amount must be a non-negative whole number of paisa');
  }
  const paisa = amountPaisa % 100;
  const rupees = (amountPaisa - paisa) / 100;
  return paisa < 10 ? `${rupees}.0${paisa}` : `${rupees}.${paisa}`;
}
