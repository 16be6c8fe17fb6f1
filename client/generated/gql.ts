/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query OpenRenewals($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...RenewalFacts\n        events {\n          at\n          type\n          message\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery RenewalSums($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        createdAt\n        status\n        needsAttention\n        isp {\n          slug\n          name\n        }\n        amount {\n          amount\n        }\n        refunds {\n          amount {\n            amount\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.OpenRenewalsDocument,
    "query Credits {\n  credits {\n    consumed\n    available\n  }\n}": typeof types.CreditsDocument,
    "query Isps {\n  isps {\n    slug\n    name\n  }\n}\n\nquery Isp($slug: ID!) {\n  isp(slug: $slug) {\n    slug\n    name\n  }\n}": typeof types.IspsDocument,
    "fragment RenewalFacts on Renewal {\n  id\n  reference\n  idempotencyKey\n  status\n  advice\n  pendingReason\n  failure {\n    code\n    message\n  }\n  isp {\n    slug\n    name\n  }\n  username\n  planTitle\n  packageCode\n  durationCode\n  durationTitle\n  amount {\n    amount\n    currency\n  }\n  refunds {\n    amount {\n      amount\n      currency\n    }\n    remarks\n    refundedOn\n  }\n  providerId\n  creditsConsumed\n  createdAt\n  updatedAt\n  settledAt\n  nextCheckAt\n  needsAttention\n}\n\nmutation Renew($offerId: ID!, $idempotencyKey: String!) {\n  renew(input: {offerId: $offerId, idempotencyKey: $idempotencyKey}) {\n    renewal {\n      ...RenewalFacts\n    }\n    problem {\n      code\n      message\n    }\n    replayed\n  }\n}\n\nquery Renewal($id: ID!) {\n  renewal(id: $id) {\n    ...RenewalFacts\n    events {\n      at\n      type\n      message\n    }\n  }\n}\n\nmutation CheckRenewal($id: ID!) {\n  checkRenewal(id: $id) {\n    ...RenewalFacts\n  }\n}\n\nquery Renewals($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        ...RenewalFacts\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}": typeof types.RenewalFactsFragmentDoc,
    "query Subscriber($slug: ID!, $username: String!) {\n  subscriber(slug: $slug, username: $username) {\n    slug\n    username\n    isp {\n      slug\n      name\n    }\n    customerName\n    currentPlan\n    daysRemaining\n    hasDue\n    acceptsAdvancePayment\n    plans {\n      title\n      packageCode\n      isCurrent\n      offers {\n        id\n        durationCode\n        durationTitle\n        price {\n          amount\n          currency\n        }\n        expiresAt\n      }\n    }\n  }\n}": typeof types.SubscriberDocument,
};
const documents: Documents = {
    "query OpenRenewals($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...RenewalFacts\n        events {\n          at\n          type\n          message\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery RenewalSums($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        createdAt\n        status\n        needsAttention\n        isp {\n          slug\n          name\n        }\n        amount {\n          amount\n        }\n        refunds {\n          amount {\n            amount\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.OpenRenewalsDocument,
    "query Credits {\n  credits {\n    consumed\n    available\n  }\n}": types.CreditsDocument,
    "query Isps {\n  isps {\n    slug\n    name\n  }\n}\n\nquery Isp($slug: ID!) {\n  isp(slug: $slug) {\n    slug\n    name\n  }\n}": types.IspsDocument,
    "fragment RenewalFacts on Renewal {\n  id\n  reference\n  idempotencyKey\n  status\n  advice\n  pendingReason\n  failure {\n    code\n    message\n  }\n  isp {\n    slug\n    name\n  }\n  username\n  planTitle\n  packageCode\n  durationCode\n  durationTitle\n  amount {\n    amount\n    currency\n  }\n  refunds {\n    amount {\n      amount\n      currency\n    }\n    remarks\n    refundedOn\n  }\n  providerId\n  creditsConsumed\n  createdAt\n  updatedAt\n  settledAt\n  nextCheckAt\n  needsAttention\n}\n\nmutation Renew($offerId: ID!, $idempotencyKey: String!) {\n  renew(input: {offerId: $offerId, idempotencyKey: $idempotencyKey}) {\n    renewal {\n      ...RenewalFacts\n    }\n    problem {\n      code\n      message\n    }\n    replayed\n  }\n}\n\nquery Renewal($id: ID!) {\n  renewal(id: $id) {\n    ...RenewalFacts\n    events {\n      at\n      type\n      message\n    }\n  }\n}\n\nmutation CheckRenewal($id: ID!) {\n  checkRenewal(id: $id) {\n    ...RenewalFacts\n  }\n}\n\nquery Renewals($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        ...RenewalFacts\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}": types.RenewalFactsFragmentDoc,
    "query Subscriber($slug: ID!, $username: String!) {\n  subscriber(slug: $slug, username: $username) {\n    slug\n    username\n    isp {\n      slug\n      name\n    }\n    customerName\n    currentPlan\n    daysRemaining\n    hasDue\n    acceptsAdvancePayment\n    plans {\n      title\n      packageCode\n      isCurrent\n      offers {\n        id\n        durationCode\n        durationTitle\n        price {\n          amount\n          currency\n        }\n        expiresAt\n      }\n    }\n  }\n}": types.SubscriberDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OpenRenewals($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        ...RenewalFacts\n        events {\n          at\n          type\n          message\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery RenewalSums($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        createdAt\n        status\n        needsAttention\n        isp {\n          slug\n          name\n        }\n        amount {\n          amount\n        }\n        refunds {\n          amount {\n            amount\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.js').OpenRenewalsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Credits {\n  credits {\n    consumed\n    available\n  }\n}"): typeof import('./graphql.js').CreditsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Isps {\n  isps {\n    slug\n    name\n  }\n}\n\nquery Isp($slug: ID!) {\n  isp(slug: $slug) {\n    slug\n    name\n  }\n}"): typeof import('./graphql.js').IspsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment RenewalFacts on Renewal {\n  id\n  reference\n  idempotencyKey\n  status\n  advice\n  pendingReason\n  failure {\n    code\n    message\n  }\n  isp {\n    slug\n    name\n  }\n  username\n  planTitle\n  packageCode\n  durationCode\n  durationTitle\n  amount {\n    amount\n    currency\n  }\n  refunds {\n    amount {\n      amount\n      currency\n    }\n    remarks\n    refundedOn\n  }\n  providerId\n  creditsConsumed\n  createdAt\n  updatedAt\n  settledAt\n  nextCheckAt\n  needsAttention\n}\n\nmutation Renew($offerId: ID!, $idempotencyKey: String!) {\n  renew(input: {offerId: $offerId, idempotencyKey: $idempotencyKey}) {\n    renewal {\n      ...RenewalFacts\n    }\n    problem {\n      code\n      message\n    }\n    replayed\n  }\n}\n\nquery Renewal($id: ID!) {\n  renewal(id: $id) {\n    ...RenewalFacts\n    events {\n      at\n      type\n      message\n    }\n  }\n}\n\nmutation CheckRenewal($id: ID!) {\n  checkRenewal(id: $id) {\n    ...RenewalFacts\n  }\n}\n\nquery Renewals($filter: RenewalFilter, $first: Int, $after: String) {\n  renewals(filter: $filter, first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        ...RenewalFacts\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.js').RenewalFactsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Subscriber($slug: ID!, $username: String!) {\n  subscriber(slug: $slug, username: $username) {\n    slug\n    username\n    isp {\n      slug\n      name\n    }\n    customerName\n    currentPlan\n    daysRemaining\n    hasDue\n    acceptsAdvancePayment\n    plans {\n      title\n      packageCode\n      isCurrent\n      offers {\n        id\n        durationCode\n        durationTitle\n        price {\n          amount\n          currency\n        }\n        expiresAt\n      }\n    }\n  }\n}"): typeof import('./graphql.js').SubscriberDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
