import type { RequestsRecord, SandboxControl } from '../../src/sandbox/sandbox.js';

type Received = RequestsRecord['received'][number];

/** Reads over the sandbox's shoulder: counts the orders that reached it, and tells when a call has just come in. */
export interface UpstreamWatch {
  /** How often an order of each reference has reached the upstream, whatever became of it there; in order of arrival. */
  readonly ordersByReference: ReadonlyMap<string, number>;
  /** The next call that matches, or null when none came in time. */
  next(matches: (call: Received) => boolean, timeoutMs: number): Promise<Received | null>;
  /** Reads what has come up to now. */
  catchUp(): void;
  stop(): void;
}

const POLL_INTERVAL_MS = 4;
/** The sandbox keeps at least this many calls; more than that between two looks would go uncounted. */
const KEPT_CALLS = 10_000;

export function watchUpstream(control: SandboxControl): UpstreamWatch {
  const ordersByReference = new Map<string, number>();
  const waiting = new Set<(call: Received) => void>();
  let seenCount = 0;

  function catchUp(): void {
    const { counts, received } = control.requests();
    const totalCount = Object.values(counts).reduce((total, count) => total + count, 0);
    const freshCount = totalCount - seenCount;
    if (freshCount === 0) return;
    if (freshCount > KEPT_CALLS) throw new Error('calls came faster than the watch could count them');
    seenCount = totalCount;
    for (const call of received.slice(-freshCount)) {
      if (call.operation === 'commit' && call.reference !== undefined) {
        ordersByReference.set(call.reference, (ordersByReference.get(call.reference) ?? 0) + 1);
      }
      for (const tell of [...waiting]) tell(call);
    }
  }
  const timer = setInterval(catchUp, POLL_INTERVAL_MS);

  return {
    ordersByReference,
    next(matches, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<Received | null>();
      const tell = (call: Received) => {
        if (matches(call)) finish(call);
      };
      const expiry = setTimeout(() => finish(null), timeoutMs);
      waiting.add(tell);
      return promise;

      function finish(call: Received | null): void {
        clearTimeout(expiry);
        waiting.delete(tell);
        resolve(call);
      }
    },
    catchUp,
    stop() {
      clearInterval(timer);
      catchUp();
    },
  };
}
