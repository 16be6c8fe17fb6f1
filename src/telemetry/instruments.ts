import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const DURATION_BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Every figure of the service's own, by its name in Prometheus. deploy/ has a dashboard and alerts on them. */
export function createInstruments(registry: Registry) {
  const registers = [registry];
  const settled = new Counter({
    name: 'renewals_settled_total',
    help: 'Renewals whose status became final, by status and, for FAILED, why',
    labelNames: ['status', 'failure'],
    registers,
  });
  const flagged = new Counter({
    name: 'renewals_flagged_total',
    help: 'Renewals flagged for a person, by reason',
    labelNames: ['reason'],
    registers,
  });
  const calls = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Upstream calls, retries included, by operation and outcome',
    labelNames: ['operation', 'outcome'],
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const causes = new Counter({
    name: 'upstream_call_causes_total',
    help: 'Why upstream calls did not end well: vendor codes, HTTP statuses, network codes',
    labelNames: ['operation', 'cause'],
    registers,
  });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'HTTP requests, by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const errors = new Counter({
    name: 'graphql_errors_total',
    help: 'Errors in answers, by extensions.code; what became of a purchase is no error',
    labelNames: ['code'],
    registers,
  });
  const compiledQueries = new Counter({
    name: 'compiled_queries_total',
    help: 'Queries answered by their compiled form; the rest of the requests went through Apollo Server',
    registers,
  });
  const reconcileFailures = new Counter({
    name: 'reconcile_failures_total',
    help: 'Rounds of the reconciler that ended with an error, most often because the ledger was away',
    registers,
  });
  const lookups = new Counter({
    name: 'subscriber_lookups_total',
    help: 'Subscriber lookups, by what came of them',
    labelNames: ['result'],
    registers,
  });
  const renewRequests = new Counter({
    name: 'renew_requests_total',
    help: 'Calls of renew: recorded, replayed, or the code of the problem, such as OFFER_EXPIRED',
    labelNames: ['result'],
    registers,
  });
  const breaker = new Gauge({
    name: 'upstream_breaker_state',
    help: '1 for the state the circuit breaker on reads is in: closed, half_open or open',
    labelNames: ['state'],
    registers,
  });
  const underWay = new Gauge({
    name: 'upstream_calls_under_way',
    help: 'Upstream calls under way or waiting for a connection, reads and commits',
    labelNames: ['kind'],
    registers,
  });
  const limitHits = new Counter({
    name: 'limit_hits_total',
    help: 'Requests refused, by the limit they met',
    labelNames: ['limit'],
    registers,
  });
  const open = new Gauge({
    name: 'renewals_open',
    help: 'PENDING renewals now, by reason; the newest 1000 at most',
    labelNames: ['reason'],
    registers,
  });
  const oldest = new Gauge({
    name: 'renewals_open_oldest_age_seconds',
    help: 'Age of the oldest of the PENDING renewals that renewals_open counts; 0 when there is none',
    registers,
  });
  const attention = new Gauge({
    name: 'renewals_needing_attention',
    help: 'Renewals flagged for a person now, by reason; the newest 1000 at most',
    labelNames: ['reason'],
    registers,
  });

  const ledgerUp = new Gauge({
    name: 'ledger_up',
    help: '1 when the ledger answered this scrape; 0 when it did not, and nothing is known of what is open',
    registers,
  });
  return {
    settled,
    flagged,
    calls,
    causes,
    requests,
    errors,
    compiledQueries,
    reconcileFailures,
    lookups,
    renewRequests,
    breaker,
    underWay,
    limitHits,
    open,
    oldest,
    attention,
    ledgerUp,
  };
}
