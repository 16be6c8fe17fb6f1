import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { IsUsername } from './is-username.js';
import { RenewalStatus } from './renewal.enums.js';
import { DateTimeScalar } from './scalars.js';

const SLUG_LENGTH: [number, number] = [1, 100];
const ID_LENGTH: [number, number] = [1, 100];

@ArgsType()
export class IspArgs {
  @Field(() => ID)
  @Length(...SLUG_LENGTH)
  slug!: string;
}

@ArgsType()
export class SubscriberArgs {
  @Field(() => ID)
  @Length(...SLUG_LENGTH)
  slug!: string;

  @Field()
  @IsUsername()
  username!: string;
}

@ArgsType()
export class RenewalArgs {
  @Field(() => ID)
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
  @Field(() => [RenewalStatus], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(4)
  status?: RenewalStatus[] | null;

  @Field(() => ID, { nullable: true, description: "The ISP's." })
  @IsOptional()
  @Length(...SLUG_LENGTH)
  slug?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsUsername()
  username?: string | null;

  @Field(() => Boolean, { nullable: true })
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
  @Field(() => RenewalFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  filter?: RenewalFilter | null;

  @Field(() => Int, { nullable: true, defaultValue: DEFAULT_PAGE_SIZE })
  @IsOptional()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'A cursor of this list.' })
  @IsOptional()
  @Length(1, 200)
  after?: string | null;
}
