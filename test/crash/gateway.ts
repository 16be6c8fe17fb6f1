import { createHash } from 'node:crypto';
import { request } from 'undici';
import type { TypedDocumentString } from '../../client/generated/graphql.js';
import type { Endpoint } from './replica.js';

/** The frontends that buy. */
export const SHOPS = ['shop-a', 'shop-b', 'shop-c'] as const;
export const OPERATOR = 'operator';

const ANSWER_TIMEOUT_MS = 8_000;

export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string }[];
}

interface Question {
  readonly client: string;
  /** Aborts when the caller hangs up. */
  readonly signal?: AbortSignal;
}

/** The text of API_KEYS_FILE: every shop, and an operator who sees everything. */
export function printApiKeys(): string {
  const shops = SHOPS.map((client) => ({ client, scopes: ['subscribers:read', 'renewals:write'] }));
  const entries = [...shops, { client: OPERATOR, scopes: ['operator'] }];
  return JSON.stringify(entries.map((entry) => ({ ...entry, sha256: hash(keyOf(entry.client)) })));
}

/**
 * Asks a replica as a client. Rejects when no whole answer came: refused, reset, hung up on, too late.
 */
export async function ask<Data, Variables>(
  endpoint: Endpoint,
  document: TypedDocumentString<Data, Variables> | string,
  variables: Variables,
  { client, signal }: Question,
): Promise<Answer<Data>> {
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const response = await request(`${endpoint.url}/graphql`, {
    method: 'POST',
    dispatcher: endpoint.dispatcher,
    headers: { 'content-type': 'application/json', 'x-api-key': keyOf(client) },
    body: JSON.stringify({ query: document.toString(), variables }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  const { data, errors } = (await response.body.json()) as {
    data?: Data | null;
    errors?: Answer<Data>['errors'];
  };
  return { data: data ?? null, errors: errors ?? [] };
}

/** The HTTP status of a path, such as `/readyz`. */
export async function fetchStatus(endpoint: Endpoint, path: string): Promise<number> {
  const response = await request(`${endpoint.url}${path}`, {
    dispatcher: endpoint.dispatcher,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  await response.body.dump();
  return response.statusCode;
}

function keyOf(client: string): string {
  return `key-of-${client}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
