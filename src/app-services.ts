import type { Observers } from './app-observers.js';
import type { Config } from './config.js';
import type { Hashcnet } from './datasources/hashcnet/hashcnet.js';
import type { IspCatalogue } from './datasources/isps.js';
import type { Ledger } from './ledger/ledger.js';
import { createCheck } from './renewals/check.js';
import { createInFlight } from './renewals/in-flight.js';
import { createLookUpSubscriber } from './renewals/look-up-subscriber.js';
import { createOffers } from './renewals/offer.js';
import { createPolicy } from './renewals/policy.js';
import { createReferences } from './renewals/purchase-identity.js';
import { createRenewalReader } from './renewals/read.js';
import { createReceiveReport } from './renewals/receive-report.js';
import { createReconcile } from './renewals/reconcile.js';
import { createRenew } from './renewals/renew.js';
import { createSettle } from './renewals/settle.js';
import { shareLookups } from './renewals/share-lookups.js';
import type { Services } from './resolvers/context.js';
import { createRateLimit } from './resolvers/rate-limit.js';
import type { Tracing } from './telemetry/tracing.js';
import type { Clock } from './values/clock.js';

export interface ServicesDeps {
  readonly config: Config;
  readonly isps: IspCatalogue;
  readonly ledger: Ledger;
  readonly hashcnet: Hashcnet;
  readonly observers: Observers;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tracing: Tracing | null;
}

/** Wires what the resolvers, the DLR route and the reconciler call. */
export function createServices(deps: ServicesDeps) {
  const { config, isps, ledger, hashcnet, observers, clock, random, tracing } = deps;
  const policy = createPolicy(config.settlement);
  const offers = createOffers(config.offers);
  const inFlight = createInFlight();
  const settle = createSettle({ ledger, clock, random, policy, onDecision: observers.onDecision });
  const check = createCheck({ ledger, hashcnet, settle, clock, policy });
  const { reconcileIntervalMs } = config.settlement;
  const reconcile = createReconcile({
    ledger,
    hashcnet,
    check: tracing
      ? { ...check, lookUp: (claimed) => tracing.traceRoot('reconcile.lookUp', () => check.lookUp(claimed)) }
      : check,
    clock,
    random,
    intervalMs: reconcileIntervalMs,
    useBulkLookup: config.upstreamCalls.useBulkLookup,
    onError: observers.onReconcileError,
  });
  const renew = createRenew({
    ledger,
    hashcnet,
    offers,
    settle,
    clock,
    policy,
    makeReference: createReferences(config.offers.secret),
    onSettleFailure: observers.onSettleFailure,
  });
  const lookups = shareLookups({
    lookUp: createLookUpSubscriber({ isps, hashcnet, offers, clock, offerTtlMs: config.offers.ttlMs }),
    clock,
    keepMs: config.lookupCacheMs,
  });
  const purchases: Pick<Services, 'lookUpSubscriber' | 'renew'> = {
    lookUpSubscriber: async (request) => {
      const result = await lookups.lookUp(request);
      observers.onLookup(request, result);
      return result;
    },
    renew: inFlight.track(async (request) => {
      const result = await renew(request);
      observers.onRenew(result);
      if (result.renewal !== null) lookups.forget(result.renewal);
      return result;
    }),
  };
  const services: Services = {
    isps,
    ...(tracing ? tracing.traceCalls('renewals', purchases) : purchases),
    renewals: createRenewalReader({ ledger, check, clock, overdueMs: reconcileIntervalMs * 2 }),
    credits: () => hashcnet.credits(),
    takeTurn: createRateLimit({
      perMinute: config.rateLimitPerMinute,
      clock,
      onRefusal: observers.onRateRefusal,
    }),
  };
  return {
    services,
    reconcile,
    inFlight,
    receiveReport: createReceiveReport({ ledger, settle, wake: reconcile.wake }),
  };
}
