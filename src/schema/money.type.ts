import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { formatPaisa } from '../values/decimal.js';
import { DecimalScalar } from './scalars.js';

export enum Currency {
  NPR = 'NPR',
}

registerEnumType(Currency, {
  name: 'Currency',
  description: 'The currency of every price and amount.',
  valuesConfig: { NPR: { description: 'Nepalese rupee.' } },
});

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'An amount of money, exact.' })
export class Money {
  @Field(() => DecimalScalar, { description: 'In rupees, with two digits for the paisa.' })
  amount!: string;

  @Field(() => Currency, { description: 'Always rupees.' })
  currency!: Currency;
}

export function toMoney(amountPaisa: number): Money {
  return { amount: formatPaisa(amountPaisa), currency: Currency.NPR };
}
