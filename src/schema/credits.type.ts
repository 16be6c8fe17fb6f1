import { Directive, Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from './scalars.js';

@Directive('@tag(name: "operator")')
@ObjectType({ simpleResolvers: true, description: "The reseller's credit at the provider." })
export class Credits {
  @Field(() => DecimalScalar, { description: 'What has been spent so far.' })
  consumed!: string;

  @Field(() => DecimalScalar, { description: 'What is left to spend.' })
  available!: string;
}
