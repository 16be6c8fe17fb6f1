import { registerEnumType } from 'type-graphql';

export enum RenewalStatus {
  PENDING = 'PENDING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  REFUNDED = 'REFUNDED',
}

registerEnumType(RenewalStatus, {
  name: 'RenewalStatus',
  description: 'Where a purchase stands. A final status never changes, except SUCCEEDED to REFUNDED.',
  valuesConfig: {
    PENDING: {
      description: "Not decided yet: keep the customer's money on hold and ask again, or wait.",
    },
    SUCCEEDED: { description: "The subscription was renewed: take the customer's money." },
    FAILED: { description: "Nothing was bought: give the customer's money back." },
    REFUNDED: {
      description: "It was bought and later refunded by the provider: give the customer's money back.",
    },
  },
});

export enum SettlementAdvice {
  HOLD = 'HOLD',
  DEDUCT = 'DEDUCT',
  REFUND = 'REFUND',
}

registerEnumType(SettlementAdvice, {
  name: 'SettlementAdvice',
  description:
    "What to do with the customer's money, derived from the status: the one field a checkout has to read.",
  valuesConfig: {
    HOLD: { description: 'Neither take it nor give it back.' },
    DEDUCT: { description: 'Take it.' },
    REFUND: { description: 'Give it back.' },
  },
});

export enum PendingReason {
  SUBMITTED = 'SUBMITTED',
  PROCESSING = 'PROCESSING',
  IN_DOUBT = 'IN_DOUBT',
}

registerEnumType(PendingReason, {
  name: 'PendingReason',
  description: 'Why a purchase is not decided yet.',
  valuesConfig: {
    SUBMITTED: { description: 'Recorded; the order has not been answered yet.' },
    PROCESSING: { description: 'The provider has accepted the order and works on it.' },
    IN_DOUBT: { description: 'The answer was lost or unreadable: only a status lookup can tell.' },
  },
});

export enum RenewalFailureCode {
  REJECTED = 'REJECTED',
  INSUFFICIENT_CREDITS = 'INSUFFICIENT_CREDITS',
  UPSTREAM_UNAVAILABLE = 'UPSTREAM_UNAVAILABLE',
  UPSTREAM_MAINTENANCE = 'UPSTREAM_MAINTENANCE',
  UPSTREAM_MISCONFIGURED = 'UPSTREAM_MISCONFIGURED',
  NOT_RECORDED = 'NOT_RECORDED',
}

registerEnumType(RenewalFailureCode, {
  name: 'RenewalFailureCode',
  description: 'Why nothing was bought.',
  valuesConfig: {
    REJECTED: { description: 'The provider refused the order; the message says why.' },
    INSUFFICIENT_CREDITS: { description: "The reseller's credit does not suffice." },
    UPSTREAM_UNAVAILABLE: { description: 'The provider could not be reached.' },
    UPSTREAM_MAINTENANCE: { description: 'The ISP is in maintenance: try again later.' },
    UPSTREAM_MISCONFIGURED: { description: "A fault on this service's side; its operators know." },
    NOT_RECORDED: { description: 'The provider never received the order.' },
  },
});

export enum RenewProblemCode {
  OFFER_INVALID = 'OFFER_INVALID',
  OFFER_EXPIRED = 'OFFER_EXPIRED',
  OFFER_ALREADY_USED = 'OFFER_ALREADY_USED',
  IDEMPOTENCY_KEY_REUSED = 'IDEMPOTENCY_KEY_REUSED',
  ADVANCE_PAYMENT_NOT_ACCEPTED = 'ADVANCE_PAYMENT_NOT_ACCEPTED',
}

registerEnumType(RenewProblemCode, {
  name: 'RenewProblemCode',
  description: 'Why nothing was bought and nothing was recorded.',
  valuesConfig: {
    OFFER_INVALID: { description: 'Not an offer of this service, or tampered with.' },
    OFFER_EXPIRED: { description: 'Look the subscriber up again.' },
    OFFER_ALREADY_USED: {
      description: 'This offer, or another from the same lookup, has been bought under another key.',
    },
    IDEMPOTENCY_KEY_REUSED: { description: 'The key belongs to a different purchase.' },
    ADVANCE_PAYMENT_NOT_ACCEPTED: {
      description: 'The ISP takes no payment before the current term ends.',
    },
  },
});
