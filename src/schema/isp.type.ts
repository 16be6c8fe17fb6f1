import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "slug")')
@ObjectType({
  simpleResolvers: true,
  description: 'An internet service provider whose subscribers can be renewed.',
})
export class Isp {
  @Field(() => ID, { description: 'What every other field and call knows the ISP by.' })
  slug!: string;

  @Field({ description: "The ISP's name, for people." })
  name!: string;
}
