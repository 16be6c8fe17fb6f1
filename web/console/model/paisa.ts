const AMOUNT_PATTERN = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Exact: `12.5` is 1250n. @throws Error for what is no amount in rupees. */
export function toPaisa(amount: string): bigint {
  const match = AMOUNT_PATTERN.exec(amount);
  if (match === null) throw new Error(`not an amount: ${amount}`);
  const [, sign = '', rupees = '', paisa = ''] = match;
  const value = BigInt(rupees) * 100n + BigInt(paisa.padEnd(2, '0'));
  return sign === '-' ? -value : value;
}

export function fromPaisa(paisa: bigint): string {
  const digits = (paisa < 0n ? -paisa : paisa).toString().padStart(3, '0');
  return `${paisa < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function sumRefunds(refunds: readonly { readonly amount: { readonly amount: string } }[]): bigint {
  return refunds.reduce((total, { amount }) => total + toPaisa(amount.amount), 0n);
}
