import { findValue, readSamples, sumBy } from '../../../web/console/model/prometheus.js';
import { countCalls, countSince, readUpstreamHealth } from '../../../web/console/model/upstream-health.js';

const TEXT = `
# HELP process_start_time_seconds Start time of the process since unix epoch in seconds.
# TYPE process_start_time_seconds gauge
process_start_time_seconds 1795514818

ledger_up 1
upstream_breaker_state{state="closed"} 0
upstream_breaker_state{state="half_open"} 0
upstream_breaker_state{state="open"} 1
upstream_calls_under_way{kind="read"} 3
upstream_calls_under_way{kind="commit"} 1
renewals_open{reason="PROCESSING"} 4
renewals_open{reason="IN_DOUBT"} 2
renewals_open_oldest_age_seconds 90.5
upstream_call_duration_seconds_bucket{le="0.1",operation="lookup",outcome="succeeded"} 5
upstream_call_duration_seconds_bucket{le="1",operation="lookup",outcome="succeeded"} 10
upstream_call_duration_seconds_bucket{le="+Inf",operation="lookup",outcome="succeeded"} 10
upstream_call_duration_seconds_count{operation="lookup",outcome="succeeded"} 10
upstream_call_duration_seconds_bucket{le="0.1",operation="details",outcome="unavailable"} 0
upstream_call_duration_seconds_bucket{le="1",operation="details",outcome="unavailable"} 0
upstream_call_duration_seconds_bucket{le="+Inf",operation="details",outcome="unavailable"} 2
upstream_call_duration_seconds_count{operation="details",outcome="unavailable"} 2
upstream_call_duration_seconds_count{operation="details",outcome="not_found"} 1
upstream_call_causes_total{operation="details",cause="HTTP_500"} 2
graphql_errors_total{code="UPSTREAM_UNAVAILABLE"} 7
not a line
broken{ 1
odd{text="a \\"b\\" \\\\ c\\nd",other="x,y}"} 1.5e3 1700000000000
endless +Inf
`;

describe("Prometheus' text", () => {
  const samples = readSamples(TEXT);

  test('is read with its labels, whatever they hold', () => {
    expect(samples.find(({ name }) => name === 'odd')).toEqual({
      name: 'odd',
      labels: { text: 'a "b" \\ c\nd', other: 'x,y}' },
      value: 1500,
    });
    expect(findValue(samples, 'endless')).toBe(Number.POSITIVE_INFINITY);
  });

  test('is passed over where it is not understood', () => {
    expect(samples.some(({ name }) => name === 'not' || name === 'broken')).toBe(false);
    expect(readSamples('<!doctype html><p>a proxy says no</p>')).toEqual([]);
    expect(findValue(samples, 'nothing')).toBeNull();
  });

  test('is added up by a label', () => {
    expect(sumBy(samples, 'upstream_call_duration_seconds_count', 'operation')).toEqual(
      new Map([
        ['lookup', 10],
        ['details', 3],
      ]),
    );
  });
});

describe("the upstream's health", () => {
  const health = readUpstreamHealth(readSamples(TEXT));

  test('has the breaker, the ledger, and what is open and under way', () => {
    expect(health).toMatchObject({
      startedAtMs: 1795514818000,
      isLedgerUp: true,
      breaker: 'open',
      underWay: { reads: 3, commits: 1 },
      open: 6,
      flagged: 0,
      oldestOpenS: 90.5,
      causes: [{ operation: 'details', cause: 'HTTP_500', count: 2 }],
      errors: [{ code: 'UPSTREAM_UNAVAILABLE', count: 7 }],
    });
  });

  test('tells answers, refusals and silence apart, and how long they took', () => {
    const [details, lookup] = health.operations;
    expect(details).toMatchObject({
      operation: 'details',
      answered: 0,
      refused: 1,
      unanswered: 2,
      medianS: 1,
    });
    expect(lookup).toMatchObject({
      operation: 'lookup',
      answered: 10,
      refused: 0,
      unanswered: 0,
      medianS: 0.1,
    });
    expect(lookup?.p95S).toBeCloseTo(0.91);
  });

  test('claims nothing of what is open while the ledger is away', () => {
    const away = readUpstreamHealth(readSamples('ledger_up 0\nrenewals_open_oldest_age_seconds 0'));
    expect(away).toMatchObject({ isLedgerUp: false, open: null, flagged: null, oldestOpenS: null });
  });

  test('an older service, without these figures, leaves them unknown', () => {
    const old = readUpstreamHealth(readSamples('up 1'));
    expect(old).toMatchObject({ breaker: null, underWay: null, isLedgerUp: null, operations: [] });
  });

  test('counts from one reading to the next, and anew after a restart', () => {
    const now = countCalls(readSamples(TEXT));
    expect(now).toEqual({ answered: 10, refused: 1, unanswered: 2 });
    expect(countSince({ answered: 4, refused: 1, unanswered: 0 }, now)).toEqual({
      answered: 6,
      refused: 0,
      unanswered: 2,
    });
    expect(countSince({ answered: 400, refused: 0, unanswered: 0 }, now)).toEqual(now);
  });
});
