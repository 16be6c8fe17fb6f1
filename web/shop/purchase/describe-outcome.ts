import type {
  PendingReason,
  RenewalFactsFragment,
  RenewalFailureCode,
} from '../../../client/generated/graphql.js';
import type { IconName } from '../../shared/ui/icon.js';
import type { Tone } from '../../shared/ui/notice.js';
import type { ShopKey } from '../texts.js';
import type { Purchase, Refusal } from './purchase.js';

/** How a purchase is told to a person. */
export interface OutcomeDescription {
  readonly tone: Tone;
  readonly icon: IconName;
  /** In a word, for a list. */
  readonly label: ShopKey;
  readonly title: ShopKey;
  readonly body: ShopKey;
  /** What it means for the customer's money: the service's advice in plain words. */
  readonly money: ShopKey;
}

/** The one place where what became of a purchase turns into words; faults of asking are told beside it. */
export function describeOutcome(
  { stage }: Pick<Purchase, 'stage'>,
  { isUnanswered = false } = {},
): OutcomeDescription {
  switch (stage.kind) {
    case 'sending':
      return isUnanswered ? UNANSWERED : SENDING;
    case 'made':
      return describeRenewal(stage.renewal);
    case 'not-made':
      return stage.refusal === 'OFFER_ALREADY_USED' ? USED : { ...NOT_MADE, body: REFUSALS[stage.refusal] };
  }
}

function describeRenewal(renewal: RenewalFactsFragment): OutcomeDescription {
  switch (renewal.status) {
    case 'PENDING':
      return { ...PENDING, body: PENDING_REASONS[renewal.pendingReason ?? 'SUBMITTED'] };
    case 'SUCCEEDED':
      return renewal.refunds.length > 0 ? PARTLY_REFUNDED : SUCCEEDED;
    case 'FAILED':
      return { ...FAILED, body: FAILURES[renewal.failure?.code ?? 'REJECTED'] };
    case 'REFUNDED':
      return REFUNDED;
  }
}

const SENDING: OutcomeDescription = {
  tone: 'info',
  icon: 'clock',
  label: 'status.sending',
  title: 'sending.title',
  body: 'sending.body',
  money: 'money.hold',
};

const UNANSWERED: OutcomeDescription = {
  ...SENDING,
  title: 'sending.trouble.title',
  body: 'sending.trouble.body',
};

const NOT_MADE = {
  tone: 'warn',
  icon: 'alert',
  label: 'status.notMade',
  title: 'notMade.title',
  money: 'money.untouched',
} as const;

const USED: OutcomeDescription = {
  ...NOT_MADE,
  title: 'notMade.usedTitle',
  body: 'notMade.used',
  money: 'money.notAgain',
};

const PENDING = {
  tone: 'info',
  icon: 'clock',
  label: 'status.pending',
  title: 'pending.title',
  money: 'money.hold',
} as const;

const SUCCEEDED: OutcomeDescription = {
  tone: 'good',
  icon: 'check',
  label: 'status.succeeded',
  title: 'succeeded.title',
  body: 'succeeded.body',
  money: 'money.taken',
};

const PARTLY_REFUNDED: OutcomeDescription = {
  tone: 'good',
  icon: 'return',
  label: 'status.partlyRefunded',
  title: 'partlyRefunded.title',
  body: 'partlyRefunded.body',
  money: 'money.partlyReturned',
};

const REFUNDED: OutcomeDescription = {
  tone: 'warn',
  icon: 'return',
  label: 'status.refunded',
  title: 'refunded.title',
  body: 'refunded.body',
  money: 'money.returned',
};

const FAILED = {
  tone: 'bad',
  icon: 'cross',
  label: 'status.failed',
  title: 'failed.title',
  money: 'money.untouched',
} as const;

const PENDING_REASONS: Readonly<Record<PendingReason, ShopKey>> = {
  SUBMITTED: 'pending.submitted',
  PROCESSING: 'pending.processing',
  IN_DOUBT: 'pending.inDoubt',
};

const FAILURES: Readonly<Record<RenewalFailureCode, ShopKey>> = {
  REJECTED: 'failed.rejected',
  INSUFFICIENT_CREDITS: 'failed.credits',
  UPSTREAM_UNAVAILABLE: 'failed.unavailable',
  UPSTREAM_MAINTENANCE: 'failed.maintenance',
  UPSTREAM_MISCONFIGURED: 'failed.misconfigured',
  NOT_RECORDED: 'failed.notRecorded',
};

const REFUSALS: Readonly<Record<Exclude<Refusal, 'OFFER_ALREADY_USED'>, ShopKey>> = {
  OFFER_EXPIRED: 'notMade.expired',
  OFFER_INVALID: 'notMade.invalid',
  IDEMPOTENCY_KEY_REUSED: 'notMade.keyReused',
  ADVANCE_PAYMENT_NOT_ACCEPTED: 'notMade.noAdvance',
  FORBIDDEN: 'notMade.forbidden',
  BAD_USER_INPUT: 'notMade.badInput',
};
