import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { IsUsername } from './is-username.js';
import { RenewalStatus } from './renewal.enums.js';
import { DateTimeScalar } from './scalars.js';

const SLUG_LENGTH: [number, number] = [1, 100];
const ID_LENGTH: [number, number] = [1, 100];

@ArgsType()
export class IspArgs {
  @Field(() => ID, { description: 'As in `isps`.' })
  @Length(...SLUG_LENGTH)
  slug!: string;
}

@ArgsType()
export class SubscriberArgs {
  @Field(() => ID, { description: "The ISP's, as in `isps`." })
  @Length(...SLUG_LENGTH)
  slug!: string;

  @Field({ description: "The subscriber's name at the ISP, 1 to 50 characters." })
  @IsUsername()
  username!: string;
}

@ArgsType()
export class RenewalArgs {
  @Field(() => ID, { description: 'From `Renewal.id`.' })
  @Length(...ID_LENGTH)
  id!: string;
}

@InputType({ description: 'What to buy, and the key that makes it one purchase.' })
export class RenewInput {
  @Field(() => ID, { description: 'From `Offer.id`.' })
  @Length(1, 4096)
  offerId!: string;

  @Field({
    description:
      'Chosen by the client, 1 to 255 printable ASCII characters, one per purchase the customer means to make.',
  })
  @Matches(/^[\x20-\x7e]{1,255}$/, {
    message: 'idempotencyKey must be 1 to 255 printable ASCII characters',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'Which renewals to list; all conditions hold together.' })
export class RenewalFilter {
  @Field(() => [RenewalStatus], { nullable: true, description: 'Those that stand at one of these.' })
  @IsOptional()
  @ArrayMaxSize(4)
  status?: RenewalStatus[] | null;

  @Field(() => ID, { nullable: true, description: "The ISP's." })
  @IsOptional()
  @Length(...SLUG_LENGTH)
  slug?: string | null;

  @Field(() => String, { nullable: true, description: "The subscriber's name at the ISP." })
  @IsOptional()
  @IsUsername()
  username?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a person has to look at it.' })
  needsAttention?: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Inclusive.' })
  createdFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Exclusive.' })
  createdBefore?: Date | null;
}

export const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;

@ArgsType()
export class RenewalsArgs {
  @Field(() => RenewalFilter, { nullable: true, description: 'Which renewals; all when left out.' })
  @IsOptional()
  @ValidateNested()
  filter?: RenewalFilter | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAGE_SIZE,
    description: 'How many at most, 1 to 100.',
  })
  @IsOptional()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'A cursor of this list.' })
  @IsOptional()
  @Length(1, 200)
  after?: string | null;
}
