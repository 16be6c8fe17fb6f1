import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../../values/clock.js';
import type { Secret } from '../../values/secret.js';
import { createCommit } from './commit.call.js';
import type { Hashcnet } from './hashcnet.js';
import { createLookups } from './lookup.calls.js';
import { createObserver, type HashcnetObservers } from './observer.js';
import { createReads } from './read.calls.js';
import { createBreaker } from './transport/breaker.js';
import { createGate } from './transport/gate.js';
import { createCommitPool, createReadPool } from './transport/pools.js';
import type { CommitKeys } from './wire/commit.wire.js';
import { createTextCleaner } from './wire/text.js';

export interface HashcnetDeps extends HashcnetObservers {
  /** Such as `https://services.khalti.com`; a path in it is kept. */
  readonly baseUrl: string;
  readonly token: Secret;
  /** The absolute deadline of one call, its retries included. */
  readonly timeoutMs: number;
  readonly commitKeys: CommitKeys;
  readonly clock?: Clock;
  /** From 0 up to 1; for the jitter of pauses. */
  readonly random?: () => number;
  /** A fresh reference for a details call: letters and digits, at most 50. */
  readonly newReference?: () => string;
  /** How many connections at most, of reads and of commits each; 512 when absent. */
  readonly connections?: number;
  /** How many calls may be under way or wait for a connection, of reads and of commits each; twice the connections when absent. */
  readonly maxCalls?: number;
}

const DEFAULT_CONNECTIONS = 512;

/**
 * The upstream over HTTP (upstream.md). Every outcome is a value; each call ends within `timeoutMs`. Throws only when
 * `baseUrl` is not an http or https URL.
 */
export function createHashcnetDataSource(deps: HashcnetDeps): Hashcnet {
  const { origin, basePath } = readBaseUrl(deps.baseUrl);
  const { token, timeoutMs, commitKeys, clock = systemClock, random = Math.random } = deps;
  const connections = deps.connections ?? DEFAULT_CONNECTIONS;
  const readPool = createReadPool({ origin, timeoutMs, connections });
  const commitPool = createCommitPool({ origin, timeoutMs, connections });
  const maxCalls = deps.maxCalls ?? connections * 2;
  const readGate = createGate(maxCalls);
  const commitGate = createGate(maxCalls);
  const breaker = createBreaker(clock);
  const observer = createObserver(deps, clock);
  const shared = { token, timeoutMs, clock, random, observer, clean: createTextCleaner(token.reveal()) };
  const readDeps = { ...shared, gate: readGate, exchange: { pool: readPool, clock, basePath } };
  const commitDeps = {
    ...shared,
    commitKeys,
    gate: commitGate,
    exchange: { pool: commitPool, clock, basePath },
  };
  return {
    tokenFingerprint: token.fingerprint(),
    timeoutMs,
    ...createReads({
      ...readDeps,
      newReference: deps.newReference ?? newReference,
      breaker,
    }),
    ...createLookups(readDeps),
    commit: createCommit(commitDeps),
    state: () => ({
      breaker: breaker.state(),
      readsUnderWay: readGate.count(),
      commitsUnderWay: commitGate.count(),
    }),
    close: async () => {
      // Every call ends within its deadline, so this does too, and no order is cut off.
      await Promise.all([readGate.close(), commitGate.close()]);
      await Promise.all([readPool.destroy(), commitPool.destroy()]);
    },
  };
}

function readBaseUrl(baseUrl: string): { origin: string; basePath: string } {
  const url = URL.parse(baseUrl);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError('the base URL of HashCNet must be an http or https URL');
  }
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}

function newReference(): string {
  return randomUUID().replaceAll('-', '');
}
