import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: "The reseller's credit at the provider." })
export class Credits {
  @Field(() => DecimalScalar)
  consumed!: string;

  @Field(() => DecimalScalar)
  available!: string;
}
