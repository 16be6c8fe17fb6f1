/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The currency of every price and amount. */
export type Currency =
  /** Nepalese rupee. */
  | 'NPR';

/** Why a purchase is not decided yet. */
export type PendingReason =
  /** The answer was lost or unreadable: only a status lookup can tell. */
  | 'IN_DOUBT'
  /** The provider has accepted the order and works on it. */
  | 'PROCESSING'
  /** Recorded; the order has not been answered yet. */
  | 'SUBMITTED';

/** Why nothing was bought and nothing was recorded. */
export type RenewProblemCode =
  /** The ISP takes no payment before the current term ends. */
  | 'ADVANCE_PAYMENT_NOT_ACCEPTED'
  /** The key belongs to a different purchase. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** This offer, or another from the same lookup, has been bought under another key. */
  | 'OFFER_ALREADY_USED'
  /** Look the subscriber up again. */
  | 'OFFER_EXPIRED'
  /** Not an offer of this service, or tampered with. */
  | 'OFFER_INVALID';

/** Why nothing was bought. */
export type RenewalFailureCode =
  /** The reseller's credit does not suffice. */
  | 'INSUFFICIENT_CREDITS'
  /** The provider never received the order. */
  | 'NOT_RECORDED'
  /** The provider refused the order; the message says why. */
  | 'REJECTED'
  /** The ISP is in maintenance: try again later. */
  | 'UPSTREAM_MAINTENANCE'
  /** A fault on this service's side; its operators know. */
  | 'UPSTREAM_MISCONFIGURED'
  /** The provider could not be reached. */
  | 'UPSTREAM_UNAVAILABLE';

/** Which renewals to list; all conditions hold together. */
export type RenewalFilter = {
  /** Exclusive. */
  createdBefore?: string | null | undefined;
  /** Inclusive. */
  createdFrom?: string | null | undefined;
  /** Whether a person has to look at it. */
  needsAttention?: boolean | null | undefined;
  /** The ISP's. */
  slug?: string | null | undefined;
  /** Those that stand at one of these. */
  status?: Array<RenewalStatus> | null | undefined;
  /** The subscriber's name at the ISP. */
  username?: string | null | undefined;
};

/** Where a purchase stands. A final status never changes, except SUCCEEDED to REFUNDED. */
export type RenewalStatus =
  /** Nothing was bought: give the customer's money back. */
  | 'FAILED'
  /** Not decided yet: keep the customer's money on hold and ask again, or wait. */
  | 'PENDING'
  /** It was bought and later refunded by the provider: give the customer's money back. */
  | 'REFUNDED'
  /** The subscription was renewed: take the customer's money. */
  | 'SUCCEEDED';

/** What to do with the customer's money, derived from the status: the one field a checkout has to read. */
export type SettlementAdvice =
  /** Take it. */
  | 'DEDUCT'
  /** Neither take it nor give it back. */
  | 'HOLD'
  /** Give it back. */
  | 'REFUND';

export type OpenRenewalsQueryVariables = Exact<{
  filter?: RenewalFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OpenRenewalsQuery = { renewals: { edges: Array<{ node: { id: string, reference: string, idempotencyKey: string, status: RenewalStatus, advice: SettlementAdvice, pendingReason: PendingReason | null, username: string, planTitle: string, packageCode: string | null, durationCode: string, durationTitle: string, providerId: string | null, creditsConsumed: string | null, createdAt: string, updatedAt: string, settledAt: string | null, nextCheckAt: string | null, needsAttention: boolean, events: Array<{ at: string, type: string, message: string | null }>, failure: { code: RenewalFailureCode, message: string } | null, isp: { slug: string, name: string }, amount: { amount: string, currency: Currency }, refunds: Array<{ remarks: string | null, refundedOn: string | null, amount: { amount: string, currency: Currency } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RenewalSumsQueryVariables = Exact<{
  filter?: RenewalFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RenewalSumsQuery = { renewals: { edges: Array<{ node: { id: string, createdAt: string, status: RenewalStatus, needsAttention: boolean, isp: { slug: string, name: string }, amount: { amount: string }, refunds: Array<{ amount: { amount: string } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreditsQueryVariables = Exact<{ [key: string]: never; }>;


export type CreditsQuery = { credits: { consumed: string, available: string } };

export type IspsQueryVariables = Exact<{ [key: string]: never; }>;


export type IspsQuery = { isps: Array<{ slug: string, name: string }> };

export type IspQueryVariables = Exact<{
  slug: string;
}>;


export type IspQuery = { isp: { slug: string, name: string } | null };

export type RenewalFactsFragment = { id: string, reference: string, idempotencyKey: string, status: RenewalStatus, advice: SettlementAdvice, pendingReason: PendingReason | null, username: string, planTitle: string, packageCode: string | null, durationCode: string, durationTitle: string, providerId: string | null, creditsConsumed: string | null, createdAt: string, updatedAt: string, settledAt: string | null, nextCheckAt: string | null, needsAttention: boolean, failure: { code: RenewalFailureCode, message: string } | null, isp: { slug: string, name: string }, amount: { amount: string, currency: Currency }, refunds: Array<{ remarks: string | null, refundedOn: string | null, amount: { amount: string, currency: Currency } }> };

export type RenewMutationVariables = Exact<{
  offerId: string;
  idempotencyKey: string;
}>;


export type RenewMutation = { renew: { replayed: boolean, renewal: { id: string, reference: string, idempotencyKey: string, status: RenewalStatus, advice: SettlementAdvice, pendingReason: PendingReason | null, username: string, planTitle: string, packageCode: string | null, durationCode: string, durationTitle: string, providerId: string | null, creditsConsumed: string | null, createdAt: string, updatedAt: string, settledAt: string | null, nextCheckAt: string | null, needsAttention: boolean, failure: { code: RenewalFailureCode, message: string } | null, isp: { slug: string, name: string }, amount: { amount: string, currency: Currency }, refunds: Array<{ remarks: string | null, refundedOn: string | null, amount: { amount: string, currency: Currency } }> } | null, problem: { code: RenewProblemCode, message: string } | null } };

export type RenewalQueryVariables = Exact<{
  id: string;
}>;


export type RenewalQuery = { renewal: { id: string, reference: string, idempotencyKey: string, status: RenewalStatus, advice: SettlementAdvice, pendingReason: PendingReason | null, username: string, planTitle: string, packageCode: string | null, durationCode: string, durationTitle: string, providerId: string | null, creditsConsumed: string | null, createdAt: string, updatedAt: string, settledAt: string | null, nextCheckAt: string | null, needsAttention: boolean, events: Array<{ at: string, type: string, message: string | null }>, failure: { code: RenewalFailureCode, message: string } | null, isp: { slug: string, name: string }, amount: { amount: string, currency: Currency }, refunds: Array<{ remarks: string | null, refundedOn: string | null, amount: { amount: string, currency: Currency } }> } | null };

export type CheckRenewalMutationVariables = Exact<{
  id: string;
}>;


export type CheckRenewalMutation = { checkRenewal: { id: string, reference: string, idempotencyKey: string, status: RenewalStatus, advice: SettlementAdvice, pendingReason: PendingReason | null, username: string, planTitle: string, packageCode: string | null, durationCode: string, durationTitle: string, providerId: string | null, creditsConsumed: string | null, createdAt: string, updatedAt: string, settledAt: string | null, nextCheckAt: string | null, needsAttention: boolean, failure: { code: RenewalFailureCode, message: string } | null, isp: { slug: string, name: string }, amount: { amount: string, currency: Currency }, refunds: Array<{ remarks: string | null, refundedOn: string | null, amount: { amount: string, currency: Currency } }> } };

export type RenewalsQueryVariables = Exact<{
  filter?: RenewalFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RenewalsQuery = { renewals: { edges: Array<{ cursor: string, node: { id: string, reference: string, idempotencyKey: string, status: RenewalStatus, advice: SettlementAdvice, pendingReason: PendingReason | null, username: string, planTitle: string, packageCode: string | null, durationCode: string, durationTitle: string, providerId: string | null, creditsConsumed: string | null, createdAt: string, updatedAt: string, settledAt: string | null, nextCheckAt: string | null, needsAttention: boolean, failure: { code: RenewalFailureCode, message: string } | null, isp: { slug: string, name: string }, amount: { amount: string, currency: Currency }, refunds: Array<{ remarks: string | null, refundedOn: string | null, amount: { amount: string, currency: Currency } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type SubscriberQueryVariables = Exact<{
  slug: string;
  username: string;
}>;


export type SubscriberQuery = { subscriber: { slug: string, username: string, customerName: string, currentPlan: string | null, daysRemaining: number | null, hasDue: boolean, acceptsAdvancePayment: boolean, isp: { slug: string, name: string }, plans: Array<{ title: string, packageCode: string | null, isCurrent: boolean, offers: Array<{ id: string, durationCode: string, durationTitle: string, expiresAt: string, price: { amount: string, currency: Currency } }> }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RenewalFactsFragmentDoc = new TypedDocumentString(`
    fragment RenewalFacts on Renewal {
  id
  reference
  idempotencyKey
  status
  advice
  pendingReason
  failure {
    code
    message
  }
  isp {
    slug
    name
  }
  username
  planTitle
  packageCode
  durationCode
  durationTitle
  amount {
    amount
    currency
  }
  refunds {
    amount {
      amount
      currency
    }
    remarks
    refundedOn
  }
  providerId
  creditsConsumed
  createdAt
  updatedAt
  settledAt
  nextCheckAt
  needsAttention
}
    `, {"fragmentName":"RenewalFacts"}) as unknown as TypedDocumentString<RenewalFactsFragment, unknown>;
export const OpenRenewalsDocument = new TypedDocumentString(`
    query OpenRenewals($filter: RenewalFilter, $first: Int, $after: String) {
  renewals(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...RenewalFacts
        events {
          at
          type
          message
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment RenewalFacts on Renewal {
  id
  reference
  idempotencyKey
  status
  advice
  pendingReason
  failure {
    code
    message
  }
  isp {
    slug
    name
  }
  username
  planTitle
  packageCode
  durationCode
  durationTitle
  amount {
    amount
    currency
  }
  refunds {
    amount {
      amount
      currency
    }
    remarks
    refundedOn
  }
  providerId
  creditsConsumed
  createdAt
  updatedAt
  settledAt
  nextCheckAt
  needsAttention
}`, {"hash":"sha256:77544946b33216f6081a0d66058418f997baab28d55242ead679a284f6953072"}) as unknown as TypedDocumentString<OpenRenewalsQuery, OpenRenewalsQueryVariables>;
export const RenewalSumsDocument = new TypedDocumentString(`
    query RenewalSums($filter: RenewalFilter, $first: Int, $after: String) {
  renewals(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        createdAt
        status
        needsAttention
        isp {
          slug
          name
        }
        amount {
          amount
        }
        refunds {
          amount {
            amount
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:380820c73b3c3d4100a401cc08707fc1b8dbbc9f8b97b1aa9daaad4906991105"}) as unknown as TypedDocumentString<RenewalSumsQuery, RenewalSumsQueryVariables>;
export const CreditsDocument = new TypedDocumentString(`
    query Credits {
  credits {
    consumed
    available
  }
}
    `, {"hash":"sha256:1248b5bc964cdcd2faceaeab39ed6bf643ee6815ddfdae8b93be9cb4060b3de3"}) as unknown as TypedDocumentString<CreditsQuery, CreditsQueryVariables>;
export const IspsDocument = new TypedDocumentString(`
    query Isps {
  isps {
    slug
    name
  }
}
    `, {"hash":"sha256:366351a1534c9839fa0c6b1a6b45b3fa3726e799955d37f26c1d60c0f2719188"}) as unknown as TypedDocumentString<IspsQuery, IspsQueryVariables>;
export const IspDocument = new TypedDocumentString(`
    query Isp($slug: ID!) {
  isp(slug: $slug) {
    slug
    name
  }
}
    `, {"hash":"sha256:30d92f4c50d830dfc0410311cd0ba7e725c0253bd676c7d8145610393762c74d"}) as unknown as TypedDocumentString<IspQuery, IspQueryVariables>;
export const RenewDocument = new TypedDocumentString(`
    mutation Renew($offerId: ID!, $idempotencyKey: String!) {
  renew(input: {offerId: $offerId, idempotencyKey: $idempotencyKey}) {
    renewal {
      ...RenewalFacts
    }
    problem {
      code
      message
    }
    replayed
  }
}
    fragment RenewalFacts on Renewal {
  id
  reference
  idempotencyKey
  status
  advice
  pendingReason
  failure {
    code
    message
  }
  isp {
    slug
    name
  }
  username
  planTitle
  packageCode
  durationCode
  durationTitle
  amount {
    amount
    currency
  }
  refunds {
    amount {
      amount
      currency
    }
    remarks
    refundedOn
  }
  providerId
  creditsConsumed
  createdAt
  updatedAt
  settledAt
  nextCheckAt
  needsAttention
}`, {"hash":"sha256:d280cbdc9361c891b2336f5b282907ef0d0ca4ebdddab1f844f2ffbaebc15a4c"}) as unknown as TypedDocumentString<RenewMutation, RenewMutationVariables>;
export const RenewalDocument = new TypedDocumentString(`
    query Renewal($id: ID!) {
  renewal(id: $id) {
    ...RenewalFacts
    events {
      at
      type
      message
    }
  }
}
    fragment RenewalFacts on Renewal {
  id
  reference
  idempotencyKey
  status
  advice
  pendingReason
  failure {
    code
    message
  }
  isp {
    slug
    name
  }
  username
  planTitle
  packageCode
  durationCode
  durationTitle
  amount {
    amount
    currency
  }
  refunds {
    amount {
      amount
      currency
    }
    remarks
    refundedOn
  }
  providerId
  creditsConsumed
  createdAt
  updatedAt
  settledAt
  nextCheckAt
  needsAttention
}`, {"hash":"sha256:138a81c9f5e20549f5626955536afc3475fc2af81bf5ad4ba36c1db3531513c8"}) as unknown as TypedDocumentString<RenewalQuery, RenewalQueryVariables>;
export const CheckRenewalDocument = new TypedDocumentString(`
    mutation CheckRenewal($id: ID!) {
  checkRenewal(id: $id) {
    ...RenewalFacts
  }
}
    fragment RenewalFacts on Renewal {
  id
  reference
  idempotencyKey
  status
  advice
  pendingReason
  failure {
    code
    message
  }
  isp {
    slug
    name
  }
  username
  planTitle
  packageCode
  durationCode
  durationTitle
  amount {
    amount
    currency
  }
  refunds {
    amount {
      amount
      currency
    }
    remarks
    refundedOn
  }
  providerId
  creditsConsumed
  createdAt
  updatedAt
  settledAt
  nextCheckAt
  needsAttention
}`, {"hash":"sha256:94cb46aefc2818b62c3a2e42a4601dbd7f42ebaac43ec94aa837f8b1dd352451"}) as unknown as TypedDocumentString<CheckRenewalMutation, CheckRenewalMutationVariables>;
export const RenewalsDocument = new TypedDocumentString(`
    query Renewals($filter: RenewalFilter, $first: Int, $after: String) {
  renewals(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RenewalFacts
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    fragment RenewalFacts on Renewal {
  id
  reference
  idempotencyKey
  status
  advice
  pendingReason
  failure {
    code
    message
  }
  isp {
    slug
    name
  }
  username
  planTitle
  packageCode
  durationCode
  durationTitle
  amount {
    amount
    currency
  }
  refunds {
    amount {
      amount
      currency
    }
    remarks
    refundedOn
  }
  providerId
  creditsConsumed
  createdAt
  updatedAt
  settledAt
  nextCheckAt
  needsAttention
}`, {"hash":"sha256:ae36cf865d8312ca838c1ce0b5f526f442911484a0068889bcf1aab857edc515"}) as unknown as TypedDocumentString<RenewalsQuery, RenewalsQueryVariables>;
export const SubscriberDocument = new TypedDocumentString(`
    query Subscriber($slug: ID!, $username: String!) {
  subscriber(slug: $slug, username: $username) {
    slug
    username
    isp {
      slug
      name
    }
    customerName
    currentPlan
    daysRemaining
    hasDue
    acceptsAdvancePayment
    plans {
      title
      packageCode
      isCurrent
      offers {
        id
        durationCode
        durationTitle
        price {
          amount
          currency
        }
        expiresAt
      }
    }
  }
}
    `, {"hash":"sha256:e97db3a5f145490264affc09d8a77cba053ddfd29f4659eb66119511890a8fc3"}) as unknown as TypedDocumentString<SubscriberQuery, SubscriberQueryVariables>;