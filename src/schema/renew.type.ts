import { Field, ObjectType } from 'type-graphql';
import type { RenewResult } from '../renewals/renew.js';
import { RenewProblemCode } from './renewal.enums.js';
import { Renewal, toRenewal } from './renewal.type.js';

@ObjectType({
  simpleResolvers: true,
  description:
    "Why nothing was bought and nothing was recorded. Data, not a GraphQL error, so that gateways which hide a subgraph's errors still pass it on.",
})
export class RenewProblem {
  @Field(() => RenewProblemCode, { description: 'Which problem it is; what a program decides by.' })
  code!: RenewProblemCode;

  @Field({ description: 'For people.' })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "`renewal`, or the `problem` that kept it from being made; with OFFER_ALREADY_USED both, if the renewal is the caller's own.",
})
export class RenewPayload {
  @Field(() => Renewal, {
    nullable: true,
    description: 'The renewal, as it stands; null when none was made.',
  })
  renewal!: Renewal | null;

  @Field(() => RenewProblem, {
    nullable: true,
    description: 'Why nothing was bought; null when something was.',
  })
  problem!: RenewProblem | null;

  @Field({ description: 'True when the key had been used before and this is the renewal it made.' })
  replayed!: boolean;
}

const PROBLEM_MESSAGES: Readonly<Record<RenewProblemCode, string>> = {
  OFFER_INVALID:
    'This is not an offer of this service. Look the subscriber up and use the id of an offer as it is.',
  OFFER_EXPIRED: 'The offer has expired. Look the subscriber up again.',
  OFFER_ALREADY_USED: 'This offer, or another from the same lookup, has been bought under another key.',
  IDEMPOTENCY_KEY_REUSED:
    'The idempotency key belongs to a different purchase. Choose a new key for a new purchase.',
  ADVANCE_PAYMENT_NOT_ACCEPTED: 'The ISP takes no payment before the current term ends.',
};

export function toRenewPayload({ renewal, problem, replayed }: RenewResult): RenewPayload {
  return {
    renewal: renewal && toRenewal(renewal),
    problem: problem && { code: RenewProblemCode[problem], message: PROBLEM_MESSAGES[problem] },
    replayed,
  };
}
