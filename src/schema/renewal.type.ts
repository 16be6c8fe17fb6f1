import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type {
  RefundRecord,
  RenewalEvent as RenewalEventRecord,
  RenewalRecord,
} from '../ledger/renewal-record.js';
import { adviceFor } from '../renewals/renewal.js';
import { toAmount } from '../values/money.js';
import { Money } from './money.type.js';
import { PendingReason, RenewalFailureCode, RenewalStatus, SettlementAdvice } from './renewal.enums.js';
import { DateTimeScalar, DecimalScalar } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'Why a purchase failed.' })
export class RenewalFailure {
  @Field(() => RenewalFailureCode, { description: 'Which kind of failure it was.' })
  code!: RenewalFailureCode;

  @Field({ description: 'For people. Holds no secret.' })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Money that the provider gave back.' })
export class Refund {
  @Field(() => Money, { description: 'How much.' })
  amount!: Money;

  @Field(() => String, { nullable: true, description: "The provider's words." })
  remarks!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When, if the provider says.' })
  refundedOn!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that happened to a purchase.' })
export class RenewalEvent {
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  at!: Date;

  @Field({
    description:
      'What happened, such as SUBMITTED, COMMIT_ANSWERED, LOOKED_UP, DLR_RECEIVED, SETTLED, FLAGGED.',
  })
  type!: string;

  @Field(() => String, { nullable: true, description: 'For people.' })
  message!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'One purchase, from the moment it was recorded. Never deleted.',
})
export class Renewal {
  @Field(() => ID, { description: 'Chosen by this service; what `renewal` and `checkRenewal` take.' })
  id!: string;

  @Field({ description: "The transaction's identity at the provider." })
  reference!: string;

  @Field({ description: 'As the client chose it.' })
  idempotencyKey!: string;

  @Field(() => RenewalStatus, { description: 'Where the purchase stands.' })
  status!: RenewalStatus;

  @Field(() => SettlementAdvice, { description: "What to do with the customer's money now." })
  advice!: SettlementAdvice;

  @Field(() => PendingReason, { nullable: true, description: 'Set while the status is PENDING.' })
  pendingReason!: PendingReason | null;

  @Field(() => RenewalFailure, { nullable: true, description: 'Set when the status is FAILED.' })
  failure!: RenewalFailure | null;

  /** Not a field of its own: what `isp` is resolved from. */
  slug!: string;

  @Field({ description: "The subscriber's name at the ISP." })
  username!: string;

  @Field({ description: 'The plan that was ordered.' })
  planTitle!: string;

  @Field(() => String, { nullable: true, description: "The ISP's code of that plan; null when it has none." })
  packageCode!: string | null;

  @Field({ description: "The ISP's code of the duration." })
  durationCode!: string;

  @Field({ description: 'The duration, as the ISP words it.' })
  durationTitle!: string;

  @Field(() => Money, { description: 'What was ordered, to the paisa.' })
  amount!: Money;

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [Refund], { description: 'What the provider gave back, wholly or in part.' })
  refunds!: Refund[];

  @Field(() => String, { nullable: true, description: "The provider's own id of the transaction." })
  providerId!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "What it took of the reseller's credit." })
  creditsConsumed!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded, before anything was sent.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the status became final.' })
  settledAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a pending renewal is looked up next.',
  })
  nextCheckAt!: Date | null;

  @Field({ description: 'True when a person has to look at it.' })
  needsAttention!: boolean;
}

export function toRenewal(record: RenewalRecord): Renewal {
  const { failure } = record;
  return {
    id: record.id,
    reference: record.reference,
    idempotencyKey: record.idempotencyKey,
    status: RenewalStatus[record.status],
    advice: SettlementAdvice[adviceFor(record)],
    pendingReason: record.pendingReason && PendingReason[record.pendingReason],
    failure: failure && { code: RenewalFailureCode[failure.code], message: failure.message },
    slug: record.slug,
    username: record.username,
    planTitle: record.planTitle,
    packageCode: record.packageCode,
    durationCode: record.durationCode,
    durationTitle: record.durationTitle,
    amount: toAmount(record.amountPaisa),
    refunds: record.refunds.map(toRefund),
    providerId: record.providerId,
    creditsConsumed: record.creditsConsumed,
    createdAt: new Date(record.createdAtMs),
    updatedAt: new Date(record.updatedAtMs),
    settledAt: toDate(record.settledAtMs),
    nextCheckAt: record.status === 'PENDING' ? toDate(record.nextCheckAtMs) : null,
    needsAttention: record.attention !== null,
  };
}

export function toRenewalEvent({ atMs, type, message }: RenewalEventRecord): RenewalEvent {
  return { at: new Date(atMs), type, message };
}

function toRefund({ amountPaisa, remarks, refundedAtMs }: RefundRecord): Refund {
  return { amount: toAmount(amountPaisa), remarks, refundedOn: toDate(refundedAtMs) };
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
