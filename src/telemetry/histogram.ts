import type { Histogram, Registry } from 'prom-client';

type Labels<Name extends string> = Readonly<Record<Name, string | number>>;

export interface HistogramConfig<Name extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Name[];
  /** Upper bounds, ascending; each belongs to its bucket. */
  readonly buckets: readonly number[];
  readonly registry: Registry;
}

/** What was observed with one set of label values. */
interface Series<Name extends string> {
  readonly labels: Labels<Name>;
  /** How many fell into each bucket; what is above the last bound is in `count` alone. */
  readonly inBucket: Float64Array;
  count: number;
  sum: number;
}

/** Series are found by one label value after the other: no key has to be made of them. */
interface Branch<Name extends string> {
  readonly next: Map<string | number, Branch<Name>>;
  series: Series<Name> | null;
}

/** Far more than closed sets of label values make: an oversight must not fill the memory. What is new after these counts as `other`. */
const MAX_SERIES = 1_000;

/**
 * Writes what a histogram of prom-client writes, and observes at a tenth of the cost: prom-client makes a string of the labels at
 * each observation, and its `labels()` keeps nothing that would spare it that. Labels may come in an object that has more in it.
 */
export function createHistogram<Name extends string>({
  name,
  help,
  labelNames,
  buckets,
  registry,
}: HistogramConfig<Name>) {
  const root: Branch<Name> = { next: new Map(), series: null };
  const all: Series<Name>[] = [];

  function find(labels: Labels<Name>): Series<Name> {
    let branch = root;
    for (const label of labelNames) {
      const next = branch.next.get(labels[label]);
      if (next === undefined) return add(labels);
      branch = next;
    }
    return branch.series ?? add(labels);
  }

  function add(given: Labels<Name>): Series<Name> {
    const isFull = all.length >= MAX_SERIES;
    const entries = labelNames.map((label) => [label, isFull ? 'other' : given[label]] as const);
    let branch = root;
    for (const [, value] of entries) {
      const next = branch.next.get(value) ?? { next: new Map(), series: null };
      branch.next.set(value, next);
      branch = next;
    }
    if (branch.series === null) {
      const labels = Object.fromEntries(entries) as Labels<Name>;
      branch.series = { labels, inBucket: new Float64Array(buckets.length), count: 0, sum: 0 };
      all.push(branch.series);
    }
    return branch.series;
  }

  function toSamples({ labels, inBucket, count, sum }: Series<Name>) {
    let atMost = 0;
    const bounded = buckets.map((le, i) => {
      atMost += inBucket[i] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: atMost };
    });
    return [
      ...bounded,
      { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: count },
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }

  const get = async () => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: all.flatMap(toSamples),
  });
  // A registry asks a metric for its name and `get` and no more, and prom-client itself registers such; only its types want a class.
  registry.registerMetric({ name, get } as unknown as Histogram);

  return {
    /** @throws TypeError when the value is not finite: it would spoil the sum for good. */
    observe(labels: Labels<Name>, value: number): void {
      if (!Number.isFinite(value)) throw new TypeError(`${name} cannot take ${value}`);
      const series = find(labels);
      const bucket = buckets.findIndex((bound) => value <= bound);
      if (bucket >= 0) series.inBucket[bucket] = (series.inBucket[bucket] ?? 0) + 1;
      series.count += 1;
      series.sum += value;
    },
    /** Shows the series from now on, before anything was observed. */
    zero(labels: Labels<Name>): void {
      find(labels);
    },
  };
}
