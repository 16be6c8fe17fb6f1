import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Currency } from '../values/money.js';
import { DecimalScalar } from './scalars.js';

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
