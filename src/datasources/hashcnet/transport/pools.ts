import { Pool } from 'undici';

/** The cap on an answer's body; details, the longest of them, come to some 3 KB (design.md). */
const MAX_RESPONSE_BYTES = 1_048_576;

const MAX_CONNECT_MS = 10_000;

interface PoolOptions {
  readonly origin: string;
  readonly timeoutMs: number;
  readonly connections: number;
}

/** For reads: connections are kept and reused. */
export function createReadPool(options: PoolOptions): Pool {
  return new Pool(options.origin, commonOptions(options));
}

/**
 * For commits: every order has a connection of its own, closed after it (`pipelining: 0` sends `connection: close`).
 * A kept connection that the other side is just closing would put a purchase in doubt. A connection whose order gave up
 * while it was being made is dropped at once for the same reason.
 */
export function createCommitPool(options: PoolOptions): Pool {
  return new Pool(options.origin, { ...commonOptions(options), pipelining: 0, keepAliveTimeout: 1 });
}

function commonOptions({ timeoutMs, connections }: PoolOptions): Pool.Options {
  return {
    connections,
    // HTTP/1.1 only: it is there that the moment of sending is known (attempt.ts).
    allowH2: false,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    // A third, so that an address that swallows packets leaves time for another try.
    connect: { timeout: Math.min(MAX_CONNECT_MS, Math.ceil(timeoutMs / 3)) },
    maxResponseSize: MAX_RESPONSE_BYTES,
  };
}
