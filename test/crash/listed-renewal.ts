import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, OPERATOR } from './gateway.js';
import type { Advice } from './intent-book.js';
import type { Endpoint, Replica } from './replica.js';

/** A renewal as the operator sees it. */
export interface ListedRenewal {
  readonly id: string;
  readonly reference: string;
  readonly idempotencyKey: string;
  readonly username: string;
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'REFUNDED';
  readonly advice: Advice;
  readonly pendingReason: string | null;
  readonly failure: { readonly code: string } | null;
  readonly needsAttention: boolean;
  readonly nextCheckAt: string | null;
  readonly events: readonly { readonly at: string; readonly type: string; readonly message: string | null }[];
}

const LIST_QUERY = `query List($filter: RenewalFilter, $after: String) {
  renewals(filter: $filter, first: 100, after: $after) {
    edges { node {
      id reference idempotencyKey username status advice pendingReason failure { code } needsAttention nextCheckAt
      events { at type message }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const MAX_PAGES = 10_000;
const MAX_TRIES = 20;
const RETRY_PAUSE_MS = 250;

interface ListData {
  readonly renewals: {
    readonly edges: readonly { readonly node: ListedRenewal }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Pages through every renewal there is, or those of one status, as the operator. */
export async function listRenewals(
  replicas: readonly Replica[],
  status?: ListedRenewal['status'],
): Promise<ListedRenewal[]> {
  const renewals: ListedRenewal[] = [];
  const filter = status === undefined ? {} : { status: [status] };
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { renewals: connection }: ListData = await askAny<ListData>(replicas, (endpoint) =>
      ask<ListData, unknown>(endpoint, LIST_QUERY, { filter, after }, { client: OPERATOR }),
    );
    renewals.push(...connection.edges.map(({ node }) => node));
    if (!connection.pageInfo.hasNextPage) return renewals;
    after = connection.pageInfo.endCursor;
  }
  throw new Error(`the list does not end within ${MAX_PAGES} pages`);
}

/** Asks the first replica that listens, again and again for some seconds, until it answers with data and no error. */
export async function askAny<Data>(
  replicas: readonly Replica[],
  question: (endpoint: Endpoint) => Promise<Answer<Data>>,
): Promise<Data> {
  let last = 'nobody listens';
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const endpoint = replicas.find((replica) => replica.endpoint !== null)?.endpoint;
    if (endpoint) {
      const answer = await question(endpoint).catch((error: unknown) => String(error));
      if (typeof answer !== 'string' && answer.data && answer.errors.length === 0) return answer.data;
      last = typeof answer === 'string' ? answer : JSON.stringify(answer.errors);
    }
    await sleep(RETRY_PAUSE_MS);
  }
  throw new Error(`no replica answers although all are up: ${last}`);
}
