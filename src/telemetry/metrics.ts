import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { toCauseLabel } from './cause-label.js';

/** What the service counts. Labels come from closed sets: never a client, a username or anything else without a bound. */
export interface Metrics {
  noteRenewal(change: RenewalChange): void;
  noteUpstreamCall(call: {
    operation: string;
    outcome: string;
    cause: string | null;
    durationMs: number;
  }): void;
  /** A request refused for its size or rate, or because too many are under way. */
  noteLimitHit(limit: string): void;
  noteRequest(request: { route: string; method: string; status: number; durationMs: number }): void;
  /** A subscriber lookup, by what came of it. */
  noteLookup(result: string): void;
  /** A `renew`: `recorded`, `replayed`, or the code of its problem. */
  noteRenewRequest(result: string): void;
  /** Prometheus' text format. */
  render(): Promise<{ contentType: string; text: string }>;
}

export interface RenewalChange {
  readonly before: { readonly status: string; readonly attention: string | null };
  readonly after: {
    readonly status: string;
    readonly attention: string | null;
    readonly failure: { readonly code: string } | null;
  };
}

/** What is open now, as the ledger has it. */
export interface OpenRenewals {
  readonly pending: readonly { readonly pendingReason: string | null; readonly createdAtMs: number }[];
  readonly flagged: readonly { readonly attention: string | null }[];
}

/** The way to upstream now. */
export interface UpstreamState {
  readonly breaker: 'closed' | 'half_open' | 'open';
  readonly readsUnderWay: number;
  readonly commitsUnderWay: number;
}

export interface MetricsDeps {
  /** Asked at each scrape; bounded by whoever answers. */
  readonly findOpen: () => Promise<OpenRenewals>;
  readonly readUpstream: () => UpstreamState;
  readonly nowMs: () => number;
}

const BREAKER_STATES = ['closed', 'half_open', 'open'] as const;
const DURATION_BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A registry of its own, so that several services in one process (tests) do not share figures. */
export function createMetrics({ findOpen, readUpstream, nowMs }: MetricsDeps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

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

  /** Figures that cannot be had are left out rather than shown as they were; the others matter most just then. */
  async function refresh(): Promise<void> {
    const upstream = readUpstream();
    for (const state of BREAKER_STATES) breaker.set({ state }, state === upstream.breaker ? 1 : 0);
    underWay.set({ kind: 'read' }, upstream.readsUnderWay);
    underWay.set({ kind: 'commit' }, upstream.commitsUnderWay);
    open.reset();
    attention.reset();
    const found = await findOpen().catch(() => null);
    ledgerUp.set(found === null ? 0 : 1);
    if (found === null) return;
    for (const { pendingReason } of found.pending) open.inc({ reason: pendingReason ?? 'none' });
    for (const renewal of found.flagged) attention.inc({ reason: renewal.attention ?? 'none' });
    const firstMs = Math.min(nowMs(), ...found.pending.map(({ createdAtMs }) => createdAtMs));
    oldest.set((nowMs() - firstMs) / 1000);
  }

  return {
    noteRenewal({ before, after }) {
      if (before.status !== after.status)
        settled.inc({ status: after.status, failure: after.failure?.code ?? '' });
      if (after.attention !== null && after.attention !== before.attention)
        flagged.inc({ reason: after.attention });
    },
    noteUpstreamCall({ operation, outcome, cause, durationMs }) {
      calls.observe({ operation, outcome }, durationMs / 1000);
      if (cause !== null) causes.inc({ operation, cause: toCauseLabel(cause) });
    },
    noteLimitHit: (limit) => limitHits.inc({ limit }),
    noteRequest: ({ durationMs, ...labels }) => requests.observe(labels, durationMs / 1000),
    noteLookup: (result) => lookups.inc({ result }),
    noteRenewRequest: (result) => renewRequests.inc({ result }),
    async render() {
      await refresh();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
