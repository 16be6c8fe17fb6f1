import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { SandboxOptions } from '../../src/sandbox/sandbox-contract.js';

export const DETAILS_PATH = '/api/servicegroup/details/hashcnet-v2/';
export const COMMIT_PATH = '/api/servicegroup/commit/hashcnet-v2/';

/** An answer as it came: status, text, and the parsed body when it is JSON. */
export interface Answer {
  readonly httpStatus: number;
  readonly text: string;
  readonly headers: Record<string, unknown>;
  readonly json: Record<string, unknown>;
}

export interface CommitOverrides {
  readonly [field: string]: unknown;
}

/** A client that sends what a test says, and follows, retries and pools nothing. */
export function aClient(sandbox: Sandbox, token = sandbox.token) {
  let count = 0;
  const nextReference = (prefix: string) => {
    count += 1;
    return `${prefix}${count}`;
  };
  const send = (path: string, body: unknown) =>
    exchange(`${sandbox.url}${path}`, 'POST', typeof body === 'string' ? body : JSON.stringify(body));
  const details = (username: string, overrides: CommitOverrides = {}) =>
    send(DETAILS_PATH, {
      token,
      reference: nextReference('details'),
      username,
      service_slug: 'hons',
      ...overrides,
    });
  const commit = (overrides: CommitOverrides = {}) =>
    send(COMMIT_PATH, {
      token,
      reference: nextReference('commit'),
      package_code: '5',
      duration_code: '1',
      amount: 1000,
      ...overrides,
    });
  return {
    send,
    details,
    commit,
    /** Looks a subscriber up and buys its plan of 1000 under a reference. */
    async buy(username: string, reference = nextReference('buy'), overrides: CommitOverrides = {}) {
      const { json } = await details(username);
      return commit({ session_id: json['session_id'], reference, ...overrides });
    },
    lookup: (reference: string) =>
      exchange(`${sandbox.url}/api/service/status/${encodeURIComponent(token)}/${reference}`, 'GET'),
    bulk: (references: readonly string[], length: number | string = references.length) => {
      const query = new URLSearchParams({
        token,
        references: references.join(','),
        reference_length: `${length}`,
      });
      return exchange(`${sandbox.url}/api/service/bulk/status/?${query}`, 'GET');
    },
    balance: () => exchange(`${sandbox.url}/api/balance`, 'GET', JSON.stringify({ token })),
    control: (method: 'GET' | 'POST' | 'DELETE', name: string, body?: unknown) =>
      exchange(
        `${sandbox.url}/__sandbox/${name}`,
        method,
        body === undefined ? undefined : JSON.stringify(body),
      ),
  };
}

/** Sends one request over a connection of its own. */
export async function exchange(
  url: string,
  method: 'GET' | 'POST' | 'DELETE',
  body?: string,
): Promise<Answer> {
  const dispatcher = new Agent({ pipelining: 0, bodyTimeout: 5_000, headersTimeout: 5_000 });
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await request(url, { method, headers, dispatcher, ...(body !== undefined && { body }) });
    const text = await response.body.text();
    return { httpStatus: response.statusCode, text, headers: response.headers, json: parse(text) };
  } finally {
    await dispatcher.destroy();
  }
}

/** Runs a test against a sandbox of its own. */
export async function withSandbox(
  options: SandboxOptions,
  run: (sandbox: Sandbox, client: ReturnType<typeof aClient>) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox(options);
  try {
    await run(sandbox, aClient(sandbox));
  } finally {
    await sandbox.close();
  }
}

/** A body of the documents, to the letter. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url), 'utf8');
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
