import type { Operation } from './fault.js';
import { LIMIT } from './limit.js';

/** What is counted: the operations, and visits to the redirect fault's target. */
export type Counted = Operation | 'redirected';

/** One request as it arrived. */
export interface ReceivedRequest {
  readonly operation: Counted;
  /** The reference it named (a bulk lookup: all, comma separated), if any. */
  readonly reference: string | undefined;
  /** The subscriber it was about, as far as the sandbox can tell. */
  readonly username: string | undefined;
  /** ISO 8601 time. */
  readonly at: string;
}

/** Counts requests, and keeps the latest of them. */
export interface RequestLog {
  begin(request: Omit<ReceivedRequest, 'at'>): void;
  end(operation: Counted): void;
  counts(): Record<Counted, number>;
  received(): ReceivedRequest[];
  maxInFlight(operation: Operation): number;
  reset(): void;
}

/** An empty log, bounded by `LIMIT.loggedRequests`. */
export function createRequestLog(): RequestLog {
  const zero = (): Record<Counted, number> => ({
    details: 0,
    commit: 0,
    lookup: 0,
    bulk: 0,
    balance: 0,
    redirected: 0,
  });
  let counts = zero();
  let most = zero();
  // What is in flight outlives a reset, since those calls still end.
  const inFlight = zero();
  let received: ReceivedRequest[] = [];
  return {
    begin(request) {
      const { operation } = request;
      counts[operation] += 1;
      inFlight[operation] += 1;
      most[operation] = Math.max(most[operation], inFlight[operation]);
      received.push({ ...request, at: new Date().toISOString() });
      // Halving now and then is cheaper than shifting every time.
      if (received.length > LIMIT.loggedRequests * 2) received = received.slice(-LIMIT.loggedRequests);
    },
    end(operation) {
      inFlight[operation] -= 1;
    },
    counts: () => ({ ...counts }),
    received: () => received.slice(-LIMIT.loggedRequests),
    maxInFlight: (operation) => most[operation],
    reset() {
      counts = zero();
      most = { ...inFlight };
      received = [];
    },
  };
}
