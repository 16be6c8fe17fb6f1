/**
 * Exact credits. An upstream figure such as "9995285594.37663" has digits finer than a paisa, so sums are made in whole
 * units of 10^-20 rupees, the finest that `isDecimal` reads. Nothing here is a float.
 */
const DECIMALS = 20;
const ONE_RUPEE = 10n ** BigInt(DECIMALS);
const ONE_PAISA = ONE_RUPEE / 100n;
const CREDITS_PATTERN = /^(-?)(\d{1,30})(?:\.(\d{1,20}))?$/;

/** Reads a decimal text ("999", "-3.50", "9995285594.37663") exactly; null for anything else. */
export function parseCredits(text: string): bigint | null {
  const match = CREDITS_PATTERN.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const units = BigInt(whole) * ONE_RUPEE + BigInt(fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -units : units;
}

/** Writes credits as a decimal text, exact: two digits after the point, and more only where they are not zero. */
export function formatCredits(units: bigint): string {
  const size = units < 0n ? -units : units;
  const digits = (size % ONE_RUPEE).toString().padStart(DECIMALS, '0');
  const fraction = digits.slice(0, 2) + digits.slice(2).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / ONE_RUPEE}.${fraction}`;
}

/** Whole paisa as credits. */
export function creditsOfPaisa(amountPaisa: number): bigint {
  return BigInt(amountPaisa) * ONE_PAISA;
}
