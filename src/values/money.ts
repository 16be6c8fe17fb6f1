import { formatPaisa } from './decimal.js';

/** The currency of every price and amount: the provider sells in Nepal only. */
export enum Currency {
  NPR = 'NPR',
}

/** An amount as it is shown: in rupees, with two digits for the paisa. */
export interface Amount {
  readonly amount: string;
  readonly currency: Currency;
}

export function toAmount(amountPaisa: number): Amount {
  return { amount: formatPaisa(amountPaisa), currency: Currency.NPR };
}
