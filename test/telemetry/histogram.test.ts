import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { createHistogram } from '../../src/telemetry/histogram.js';

const CONFIG = {
  name: 'call_duration_seconds',
  help: 'Calls, by "operation" and\nstatus \\ outcome',
  labelNames: ['operation', 'status'] as const,
  buckets: [0.01, 0.25, 1, 30],
};

interface Observation {
  readonly labels: { readonly operation: string; readonly status: number };
  /** Null for a series that is only shown. */
  readonly value: number | null;
}

interface Observed {
  observe(labels: Observation['labels'], value: number): void;
  zero(labels: Observation['labels']): void;
}

function meter(observations: readonly Observation[]) {
  const registry = new Registry();
  const histogram = createHistogram({ ...CONFIG, registry });
  replay(histogram, observations);
  return { registry, histogram };
}

function replay(histogram: Observed, observations: readonly Observation[]): void {
  for (const { labels, value } of observations) {
    if (value === null) histogram.zero(labels);
    else histogram.observe(labels, value);
  }
}

async function renderAsPromClient(observations: readonly Observation[]): Promise<string> {
  const registry = new Registry();
  replay(new Histogram({ ...CONFIG, registers: [registry] }), observations);
  return registry.metrics();
}

const LABELS = fc.record({
  operation: fc.constantFrom('details', 'commit', 'a "quoted"\\name\n', ''),
  status: fc.constantFrom(200, 400, 503),
});
const ON_A_BOUND = fc.constantFrom(
  0,
  ...CONFIG.buckets,
  ...CONFIG.buckets.map((bound) => bound + Number.EPSILON),
);
const OBSERVATION = fc.record({
  labels: LABELS,
  value: fc.oneof(ON_A_BOUND, fc.double({ min: -1, max: 100, noNaN: true })),
});

describe('a histogram', () => {
  test('renders what a histogram of prom-client renders after the same observations', async () => {
    const shownAtStart = fc.uniqueArray(LABELS, {
      maxLength: 3,
      selector: (labels) => JSON.stringify(labels),
    });
    await fc.assert(
      fc.asyncProperty(shownAtStart, fc.array(OBSERVATION, { maxLength: 40 }), async (shown, observed) => {
        const all = [...shown.map((labels) => ({ labels, value: null })), ...observed];
        expect(await meter(all).registry.metrics()).toBe(await renderAsPromClient(all));
      }),
    );
  });

  test('counts a value on the bound of a bucket in that bucket, and one above them all in +Inf alone', async () => {
    const labels = { operation: 'details', status: 200 };
    const observations = [0.25, 30, 30.5].map((value) => ({ labels, value }));
    const text = await meter(observations).registry.metrics();
    expect(text).toBe(await renderAsPromClient(observations));
    const counts = [...text.matchAll(/_bucket\{le="?([^",]+)"?,.*\} (\d+)$/gm)].map(([, le, count]) => [
      le,
      count,
    ]);
    expect(counts).toEqual([
      ['0.01', '0'],
      ['0.25', '1'],
      ['1', '1'],
      ['30', '2'],
      ['+Inf', '3'],
    ]);
  });

  test('finds its labels in an object that has more in it', async () => {
    const { registry, histogram } = meter([]);
    const call = { operation: 'details', status: 200, cause: '4000', durationMs: 20 };
    histogram.observe(call, 0.02);
    expect(await registry.metrics()).toBe(
      await renderAsPromClient([{ labels: { operation: 'details', status: 200 }, value: 0.02 }]),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %p as prom-client does, and keeps nothing of it',
    async (value) => {
      const observation = { labels: { operation: 'details', status: 200 }, value };
      const { registry, histogram } = meter([]);
      expect(() => replay(histogram, [observation])).toThrow(TypeError);
      await expect(renderAsPromClient([observation])).rejects.toThrow(TypeError);
      expect(await registry.metrics()).toBe(await renderAsPromClient([]));
    },
  );

  test('counts as "other" what comes after a thousand label sets', async () => {
    const crowd = Array.from({ length: 1_500 }, (_, i) => ({
      labels: { operation: `o${i}`, status: 200 },
      value: 1,
    }));
    const text = await meter([...crowd, ...crowd.slice(0, 1)]).registry.metrics();
    const counts = text.match(/^call_duration_seconds_count\{.*$/gm) ?? [];
    expect(counts).toHaveLength(1_001);
    expect(counts[0]).toBe('call_duration_seconds_count{operation="o0",status="200"} 2');
    expect(counts.at(-1)).toBe('call_duration_seconds_count{operation="other",status="other"} 500');
  });
});
