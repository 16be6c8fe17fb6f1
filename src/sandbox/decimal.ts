/** An amount of money as a whole number of 0.00001 rupees: the finest digit `credits_available` shows. */
export type Units = bigint;

const DECIMALS = 5;
const ONE = 10n ** BigInt(DECIMALS);
const UNITS_PER_PAISA = ONE / 100n;
const DECIMAL_TEXT = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * Reads a decimal text (`999`, `999.00`, `9.99e2`) exactly.
 * @returns undefined when the text is no decimal number, or has digits finer than 0.00001.
 */
export function readUnits(text: string): Units | undefined {
  const match = DECIMAL_TEXT.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length + DECIMALS;
  const digits = BigInt(whole + fraction);
  const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  if (digits % divisor !== 0n) return undefined;
  const units = shift < 0 ? digits / divisor : digits * 10n ** BigInt(shift);
  return sign === '-' ? -units : units;
}

/** Writes units as the documents do: at least one decimal, no needless zero (`999.0`, `9995285594.37663`). */
export function printUnits(units: Units): string {
  const size = units < 0n ? -units : units;
  const fraction = (size % ONE).toString().padStart(DECIMALS, '0').replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / ONE}.${fraction === '' ? '0' : fraction}`;
}

/** Whether the amount can be paid: above zero and in whole paisa. */
export function isPayable(units: Units): boolean {
  return units > 0n && units % UNITS_PER_PAISA === 0n;
}
