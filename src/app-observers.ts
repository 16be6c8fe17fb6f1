import type { CallObservation } from './datasources/hashcnet/observer.js';
import type { RenewalRecord } from './ledger/renewal-record.js';
import type { Decision } from './renewals/decide.js';
import type { SubscriberResult } from './renewals/look-up-subscriber.js';
import type { RenewResult } from './renewals/renew.js';
import { logLookup } from './telemetry/log-lookup.js';
import { describeError, type Logger } from './telemetry/logger.js';
import type { Metrics } from './telemetry/metrics.js';
import type { HashSubscriber } from './telemetry/subscriber-hash.js';

export interface ObserverDeps {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly hashSubscriber: HashSubscriber;
}

/** What is logged and counted of what the layers do: they tell, and know nothing of logs and metrics. */
export function createObservers({ logger, metrics, hashSubscriber }: ObserverDeps) {
  return {
    onCall: (call: CallObservation) => metrics.noteUpstreamCall(call),
    onUpstreamWarning: (warning: object) => logger.warn({ warning }, 'upstream answer'),
    onDecision(before: RenewalRecord, { next }: Decision) {
      metrics.noteRenewal({ before, after: next });
      const { id: renewalId, status, pendingReason, attention } = next;
      const subscriber = hashSubscriber(next.username);
      logger.info(
        { renewalId, subscriber, from: before.status, status, pendingReason, attention },
        'renewal',
      );
    },
    onReconcileError(error: unknown) {
      metrics.noteReconcileFailure();
      logger.error(describeError(error), 'reconciling failed');
    },
    onSettleFailure: ({ id: renewalId }: RenewalRecord, error: unknown) =>
      logger.error({ ...describeError(error), renewalId }, 'an answered order could not be written'),
    onLookup({ slug, username }: { slug: string; username: string }, result: SubscriberResult) {
      metrics.noteLookup(result.kind);
      logLookup(logger, { slug, username, result, hashSubscriber });
    },
    onRenew: ({ problem, replayed }: RenewResult) =>
      metrics.noteRenewRequest(problem ?? (replayed ? 'replayed' : 'recorded')),
    onRateRefusal: (field: string) => metrics.noteLimitHit(`rate_${field}`),
    onInternalError: (error: unknown) => logger.error(describeError(error), 'unexpected error'),
  };
}

export type Observers = ReturnType<typeof createObservers>;
