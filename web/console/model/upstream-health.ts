import { findValue, type Sample, sumBy } from './prometheus.js';

export type BreakerState = 'closed' | 'half_open' | 'open';

/** How the provider's answers fall out: a usable one, a refusal, or none that can be used. */
export interface CallCounts {
  readonly answered: number;
  readonly refused: number;
  readonly unanswered: number;
}

export interface OperationHealth extends CallCounts {
  readonly operation: string;
  /** Seconds; null without a call. A time beyond the last bucket is that bucket's. */
  readonly medianS: number | null;
  readonly p95S: number | null;
}

/** One replica's figures since it started. */
export interface UpstreamHealth {
  readonly startedAtMs: number | null;
  readonly isLedgerUp: boolean | null;
  readonly breaker: BreakerState | null;
  readonly underWay: { readonly reads: number; readonly commits: number } | null;
  /** By pending reason, the newest thousand at most; null while the ledger is away. */
  readonly open: number | null;
  readonly flagged: number | null;
  readonly oldestOpenS: number | null;
  readonly operations: readonly OperationHealth[];
  readonly causes: readonly { readonly operation: string; readonly cause: string; readonly count: number }[];
  readonly errors: readonly { readonly code: string; readonly count: number }[];
}

const CALLS = 'upstream_call_duration_seconds';
const BREAKERS: readonly BreakerState[] = ['closed', 'half_open', 'open'];
const REFUSALS = new Set(['not_found', 'rejected', 'refused', 'maintenance', 'misconfigured']);
const SILENCES = new Set(['unavailable', 'invalid_response', 'in_doubt', 'not_sent', 'unanswered']);
const MOST_CAUSES = 8;

export function readUpstreamHealth(samples: readonly Sample[]): UpstreamHealth {
  const startedAtS = findValue(samples, 'process_start_time_seconds');
  const ledgerUp = findValue(samples, 'ledger_up');
  const reads = findValue(samples, 'upstream_calls_under_way', { kind: 'read' });
  const commits = findValue(samples, 'upstream_calls_under_way', { kind: 'commit' });
  const isLedgerUp = ledgerUp === null ? null : ledgerUp === 1;
  const total = (name: string) =>
    isLedgerUp === false ? null : [...sumBy(samples, name, 'reason').values()].reduce((sum, n) => sum + n, 0);
  return {
    startedAtMs: startedAtS === null ? null : startedAtS * 1000,
    isLedgerUp,
    breaker: BREAKERS.find((state) => findValue(samples, 'upstream_breaker_state', { state }) === 1) ?? null,
    underWay: reads === null || commits === null ? null : { reads, commits },
    open: total('renewals_open'),
    flagged: total('renewals_needing_attention'),
    oldestOpenS: isLedgerUp === false ? null : findValue(samples, 'renewals_open_oldest_age_seconds'),
    operations: [...sumBy(samples, `${CALLS}_count`, 'operation').keys()].sort().map((operation) => {
      const own = samples.filter(({ labels }) => labels['operation'] === operation);
      return {
        operation,
        ...countCalls(own),
        medianS: findQuantile(own, 0.5),
        p95S: findQuantile(own, 0.95),
      };
    }),
    causes: listCauses(samples),
    errors: [...sumBy(samples, 'graphql_errors_total', 'code')]
      .flatMap(([code, count]) => (count > 0 ? [{ code, count }] : []))
      .sort((a, b) => b.count - a.count),
  };
}

export function countCalls(samples: readonly Sample[]): CallCounts {
  const counts = { answered: 0, refused: 0, unanswered: 0 };
  for (const [outcome, count] of sumBy(samples, `${CALLS}_count`, 'outcome')) {
    counts[REFUSALS.has(outcome) ? 'refused' : SILENCES.has(outcome) ? 'unanswered' : 'answered'] += count;
  }
  return counts;
}

/** What came between two readings; a replica that began anew meanwhile counts from nothing. */
export function countSince(before: CallCounts, now: CallCounts): CallCounts {
  const hasBegunAnew =
    now.answered < before.answered || now.refused < before.refused || now.unanswered < before.unanswered;
  if (hasBegunAnew) return now;
  return {
    answered: now.answered - before.answered,
    refused: now.refused - before.refused,
    unanswered: now.unanswered - before.unanswered,
  };
}

/** As Prometheus' `histogram_quantile` reckons: evenly within a bucket. */
function findQuantile(samples: readonly Sample[], quantile: number): number | null {
  const buckets = [...sumBy(samples, `${CALLS}_bucket`, 'le')]
    .map(([le, count]) => ({ upToS: le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le), count }))
    .sort((a, b) => a.upToS - b.upToS);
  const total = buckets.at(-1)?.count ?? 0;
  if (total === 0) return null;
  const rank = quantile * total;
  let [fromS, below] = [0, 0];
  for (const { upToS, count } of buckets) {
    if (count >= rank) {
      return Number.isFinite(upToS) ? fromS + (upToS - fromS) * ((rank - below) / (count - below)) : fromS;
    }
    [fromS, below] = [upToS, count];
  }
  return fromS;
}

function listCauses(samples: readonly Sample[]) {
  return samples
    .filter(({ name, value }) => name === 'upstream_call_causes_total' && value > 0)
    .map(({ labels, value }) => ({
      operation: labels['operation'] ?? '',
      cause: labels['cause'] ?? '',
      count: value,
    }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_CAUSES);
}
