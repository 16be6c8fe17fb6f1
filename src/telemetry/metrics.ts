import { collectDefaultMetrics, Registry } from 'prom-client';
import { toCauseLabel } from './cause-label.js';
import { createInstruments } from './instruments.js';

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
  /** An error in an answer, by its `extensions.code`. */
  noteError(code: string): void;
  /** A query that was answered by its compiled form, beside Apollo Server. */
  noteCompiledQuery(): void;
  noteReconcileFailure(): void;
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

/** The values that labels are known to take: shown as 0 from the start, since `increase` never sees a counter appear. */
export interface KnownLabels {
  readonly failures: readonly string[];
  readonly flags: readonly string[];
  readonly errorCodes: readonly string[];
  readonly limits: readonly string[];
}

export interface MetricsDeps {
  readonly known: KnownLabels;
  /** Asked at each scrape; bounded by whoever answers. */
  readonly findOpen: () => Promise<OpenRenewals>;
  readonly readUpstream: () => UpstreamState;
  readonly nowMs: () => number;
}

const BREAKER_STATES = ['closed', 'half_open', 'open'] as const;

/** A registry of its own, so that several services in one process (tests) do not share figures. */
export function createMetrics({ known, findOpen, readUpstream, nowMs }: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const instruments = createInstruments(registry);
  for (const status of ['SUCCEEDED', 'REFUNDED']) instruments.settled.inc({ status, failure: '' }, 0);
  for (const failure of known.failures) instruments.settled.inc({ status: 'FAILED', failure }, 0);
  for (const reason of known.flags) instruments.flagged.inc({ reason }, 0);
  for (const code of known.errorCodes) instruments.errors.inc({ code }, 0);
  for (const limit of known.limits) instruments.limitHits.inc({ limit }, 0);
  for (const operation of ['details', 'commit', 'lookup', 'credits']) {
    instruments.calls.zero({ operation, outcome: 'misconfigured' });
  }

  /** Figures that cannot be had are left out rather than shown as they were; the others matter most just then. */
  async function refresh(): Promise<void> {
    const upstream = readUpstream();
    for (const state of BREAKER_STATES)
      instruments.breaker.set({ state }, state === upstream.breaker ? 1 : 0);
    instruments.underWay.set({ kind: 'read' }, upstream.readsUnderWay);
    instruments.underWay.set({ kind: 'commit' }, upstream.commitsUnderWay);
    instruments.open.reset();
    instruments.attention.reset();
    for (const reason of known.flags) instruments.attention.set({ reason }, 0);
    const found = await findOpen().catch(() => null);
    instruments.ledgerUp.set(found === null ? 0 : 1);
    if (found === null) return;
    for (const { pendingReason } of found.pending) instruments.open.inc({ reason: pendingReason ?? 'none' });
    for (const renewal of found.flagged) instruments.attention.inc({ reason: renewal.attention ?? 'none' });
    const firstMs = Math.min(nowMs(), ...found.pending.map(({ createdAtMs }) => createdAtMs));
    instruments.oldest.set((nowMs() - firstMs) / 1000);
  }

  return {
    noteRenewal({ before, after }) {
      if (before.status !== after.status)
        instruments.settled.inc({ status: after.status, failure: after.failure?.code ?? '' });
      if (after.attention !== null && after.attention !== before.attention)
        instruments.flagged.inc({ reason: after.attention });
    },
    noteUpstreamCall({ operation, outcome, cause, durationMs }) {
      instruments.calls.observe({ operation, outcome }, durationMs / 1000);
      if (cause !== null) instruments.causes.inc({ operation, cause: toCauseLabel(cause) });
    },
    noteLimitHit: (limit) => instruments.limitHits.inc({ limit }),
    noteRequest: ({ durationMs, ...labels }) => instruments.requests.observe(labels, durationMs / 1000),
    noteError: (code) => instruments.errors.inc({ code }),
    noteCompiledQuery: () => instruments.compiledQueries.inc(),
    noteReconcileFailure: () => instruments.reconcileFailures.inc(),
    noteLookup: (result) => instruments.lookups.inc({ result }),
    noteRenewRequest: (result) => instruments.renewRequests.inc({ result }),
    async render() {
      await refresh();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
