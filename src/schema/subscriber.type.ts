import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Money } from './money.type.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description: 'One plan for one duration at one price. What `renew` buys.',
})
export class Offer {
  @Field(() => ID, { description: 'Opaque, tamper-proof and single-use; valid until `expiresAt`.' })
  id!: string;

  @Field({ description: "The ISP's code of the duration." })
  durationCode!: string;

  @Field({ description: 'As the ISP words it, such as "15 Days" or "12M + 1 IPTV".' })
  durationTitle!: string;

  @Field(() => Money, { description: 'What it costs, as the ISP quotes it.' })
  price!: Money;

  @Field(() => DateTimeScalar, { description: 'After this, look the subscriber up again.' })
  expiresAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'What an ISP sells, with a price for each duration.' })
export class Plan {
  @Field({ description: "The plan's name, for people." })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The ISP's code. Not unique: two plans of one subscriber can share it. Null for a current plan that the ISP lists without one.",
  })
  packageCode!: string | null;

  @Field({ description: 'True for the plan the subscriber has now.' })
  isCurrent!: boolean;

  @Directive('@listSize(assumedSize: 6)')
  @Field(() => [Offer], { description: "In the ISP's order; prices need not grow with the duration." })
  offers!: readonly Offer[];
}

@Directive('@key(fields: "slug username")')
// Each is one lookup at the provider, by the query and by reference alike.
@Directive('@cost(weight: 10)')
@ObjectType({ simpleResolvers: true, description: 'A subscriber as its ISP knows it at this moment.' })
export class Subscriber {
  @Field(() => ID, { description: "The ISP's slug." })
  slug!: string;

  @Field({ description: "The subscriber's name at the ISP." })
  username!: string;

  @Directive('@tag(name: "personal")')
  @Field({ description: 'Personal data: whose connection it is.' })
  customerName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Title of the present plan; may match none of `plans`.',
  })
  currentPlan!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days of service left; zero or negative once it has run out.',
  })
  daysRemaining!: number | null;

  @Field({ description: 'True when the ISP says that something is still to be paid.' })
  hasDue!: boolean;

  @Field({ description: 'False when the ISP takes no payment before the current term ends.' })
  acceptsAdvancePayment!: boolean;

  @Directive('@listSize(assumedSize: 5)')
  @Field(() => [Plan], { description: "What can be bought now, in the ISP's order." })
  plans!: readonly Plan[];
}
