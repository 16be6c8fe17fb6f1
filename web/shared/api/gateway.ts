import { ClientError, GraphQLClient, type TypedDocumentString } from 'graphql-request';
import { type Fault, readRefusal } from './fault.js';

export type Answer<Data> =
  | { readonly data: Data; readonly fault: null }
  | { readonly data: null; readonly fault: Fault };

/** The service, as the pages meet it. */
export interface Gateway {
  /** Sends one operation, once, and never rejects: a purchase must not be sent again behind its caller's back. */
  ask<Data, Variables extends object>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>>;
}

export interface GatewayDeps {
  /** Absolute. */
  readonly url: string;
  /** Who asks; read anew for each request. */
  readonly readHeaders: () => Readonly<Record<string, string>>;
  readonly isOnline: () => boolean;
  readonly timeoutMs?: number;
}

/** Longer than the service waits for its provider, so that its own answer comes first. */
const TIMEOUT_MS = 45_000;

export function createGateway({ url, readHeaders, isOnline, timeoutMs = TIMEOUT_MS }: GatewayDeps): Gateway {
  // Its parser would only find out the operation's name, which the service does not need: each document holds one.
  const client = new GraphQLClient(url, {
    excludeOperationName: true,
    headers: readHeaders,
    cache: 'no-store',
  });
  return {
    async ask(document, variables) {
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const data = await client.request<never, object>({ document, variables, signal });
        return { data, fault: null };
      } catch (error) {
        return { data: null, fault: describe(error, isOnline()) };
      }
    },
  };
}

function describe(error: unknown, isOnline: boolean): Fault {
  if (error instanceof ClientError && error.response.errors !== undefined) {
    return readRefusal(error.response.errors);
  }
  return { kind: isOnline || error instanceof ClientError ? 'unreachable' : 'offline' };
}
